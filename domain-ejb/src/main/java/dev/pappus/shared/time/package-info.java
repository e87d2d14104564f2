/** Clocks: ours for the time of day, the database's for everything two nodes must agree on. */
@NullMarked
package dev.pappus.shared.time;

import org.jspecify.annotations.NullMarked;
