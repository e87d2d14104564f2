/**
 * Deliveries: how an event becomes one HTTP call after another until its receiver has it. Plans in
 * the transaction of the event, settles what was sent, tells what became of it. The sending itself
 * is {@code worker}'s.
 */
@NullMarked
package dev.pappus.delivery;

import org.jspecify.annotations.NullMarked;
