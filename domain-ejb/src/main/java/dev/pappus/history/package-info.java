/**
 * How long events, deliveries and attempts are kept, and how they go: on PostgreSQL as partitions
 * of a week, made ahead and dropped whole, on H2 in small batches. Nothing that an unfinished
 * delivery needs goes. Knows the tables by their names, and no feature above the engine.
 */
@NullMarked
package dev.pappus.history;

import org.jspecify.annotations.NullMarked;
