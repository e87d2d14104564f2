/** The operator's side of deliveries: how they stand, pause and resume. */
@NullMarked
package dev.pappus.rest.engine;

import org.jspecify.annotations.NullMarked;
