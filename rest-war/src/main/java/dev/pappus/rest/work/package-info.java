/** Long work in the API: watched and cancelled. */
@NullMarked
package dev.pappus.rest.work;

import org.jspecify.annotations.NullMarked;
