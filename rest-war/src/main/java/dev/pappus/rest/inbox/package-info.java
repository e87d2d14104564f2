/** What the server tells a team. */
@NullMarked
package dev.pappus.rest.inbox;

import org.jspecify.annotations.NullMarked;
