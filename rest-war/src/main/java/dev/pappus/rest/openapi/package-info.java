/** The description of the API: made by the build, handed out as it is. */
@NullMarked
package dev.pappus.rest.openapi;

import org.jspecify.annotations.NullMarked;
