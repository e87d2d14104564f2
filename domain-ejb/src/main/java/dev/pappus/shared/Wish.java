package dev.pappus.shared;

import org.jspecify.annotations.Nullable;

/**
 * What somebody said about a member that may be empty. A component {@code @Nullable Wish<T>} tells
 * three things apart: null, nothing was said; a wish without a value, it is to be empty; a wish
 * with one.
 */
public record Wish<T>(@Nullable T value) {

  /** Null stays null: a member that is absent where it cannot be emptied, as on creation. */
  public static <T> @Nullable Wish<T> ofGiven(@Nullable T value) {
    return value == null ? null : new Wish<>(value);
  }
}
