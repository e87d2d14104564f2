/** Deliveries of an app, their attempts, and sending them again. */
@NullMarked
package dev.pappus.admin.delivery;

import org.jspecify.annotations.NullMarked;
