/**
 * The request inspector: bins with an unguessable URL that show what arrived at it and answer by a
 * script, so that nobody needs a stranger's request bin. Everything about a bin is bounded: how
 * many a team has, how many requests are kept and how much of each, how many may come a second, and
 * how long it lives.
 */
@NullMarked
package dev.pappus.inspector;

import org.jspecify.annotations.NullMarked;
