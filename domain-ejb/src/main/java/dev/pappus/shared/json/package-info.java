/** JSON without looking for its implementation each time. */
@NullMarked
package dev.pappus.shared.json;

import org.jspecify.annotations.NullMarked;
