/** Builds in the API: uploaded by form or as raw bytes, shown, downloaded, deleted. */
@NullMarked
package dev.pappus.rest.build;

import org.jspecify.annotations.NullMarked;
