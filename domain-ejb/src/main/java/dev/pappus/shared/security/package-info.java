/** Who is calling. */
@NullMarked
package dev.pappus.shared.security;

import org.jspecify.annotations.NullMarked;
