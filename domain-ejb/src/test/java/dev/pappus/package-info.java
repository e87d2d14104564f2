/** The rules of the house. */
@NullMarked
package dev.pappus;

import org.jspecify.annotations.NullMarked;
