/** The console for signed-in people. */
@NullMarked
package dev.pappus.admin;

import org.jspecify.annotations.NullMarked;
