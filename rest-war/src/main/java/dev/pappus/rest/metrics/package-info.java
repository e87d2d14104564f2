/** Figures about this node in the text form of Prometheus. */
@NullMarked
package dev.pappus.rest.metrics;

import org.jspecify.annotations.NullMarked;
