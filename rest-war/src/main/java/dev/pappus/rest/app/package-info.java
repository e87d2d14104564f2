/** Apps in the API. They come into being with their first build. */
@NullMarked
package dev.pappus.rest.app;

import org.jspecify.annotations.NullMarked;
