/** The engine's tables on H2: inside this process, so row by row costs nothing. */
@NullMarked
package dev.pappus.delivery.store.h2;

import org.jspecify.annotations.NullMarked;
