/** Files that hold what a test expects. */
@NullMarked
package dev.pappus.shared.golden;

import org.jspecify.annotations.NullMarked;
