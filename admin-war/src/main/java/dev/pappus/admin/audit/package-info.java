/** The audit: searched, read as differences, taken away as a file, verified. */
@NullMarked
package dev.pappus.admin.audit;

import org.jspecify.annotations.NullMarked;
