/**
 * The engine's tables, by plain JDBC: planned in the transaction of the event, settled and read in
 * rounds, with one statement for many rows. One port for what the two databases do differently.
 */
@NullMarked
package dev.pappus.delivery.store;

import org.jspecify.annotations.NullMarked;
