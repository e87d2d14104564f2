/** Public identifiers: what the outside sees of an entity's UUID. */
@NullMarked
package dev.pappus.shared.id;

import org.jspecify.annotations.NullMarked;
