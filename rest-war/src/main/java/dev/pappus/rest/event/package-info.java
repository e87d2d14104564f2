/** Events in the API, with what has become of them. */
@NullMarked
package dev.pappus.rest.event;

import org.jspecify.annotations.NullMarked;
