/** The engine's tables on PostgreSQL: one statement for many rows. */
@NullMarked
package dev.pappus.delivery.store.postgresql;

import org.jspecify.annotations.NullMarked;
