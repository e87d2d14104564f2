/** The audit: searched, taken away as a file, verified. */
@NullMarked
package dev.pappus.rest.audit;

import org.jspecify.annotations.NullMarked;
