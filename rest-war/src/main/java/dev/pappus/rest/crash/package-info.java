/** Takes crash reports in. */
@NullMarked
package dev.pappus.rest.crash;

import org.jspecify.annotations.NullMarked;
