/** Crash reports from the field: received, stored whole, told as an event. */
@NullMarked
package dev.pappus.crash;

import org.jspecify.annotations.NullMarked;
