/** The request inspector: bins, and the live page of one. */
@NullMarked
package dev.pappus.admin.inspector;

import org.jspecify.annotations.NullMarked;
