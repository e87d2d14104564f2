/** Request bins: their administration in the API, and the public URL that takes every request. */
@NullMarked
package dev.pappus.rest.inspector;

import org.jspecify.annotations.NullMarked;
