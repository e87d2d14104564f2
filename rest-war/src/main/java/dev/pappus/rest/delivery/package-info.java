/** Deliveries in the API: shown, sent again. */
@NullMarked
package dev.pappus.rest.delivery;

import org.jspecify.annotations.NullMarked;
