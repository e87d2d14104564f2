package dev.pappus.app;

import org.jspecify.annotations.Nullable;

/**
 * How an app's install page looks.
 *
 * @param color of its button, {@code #rrggbb} in lower case; null for ours
 * @param text said above the button; "" for nothing
 * @param brand whether our name is shown
 */
public record PageLook(@Nullable String color, String text, boolean brand) {
  /** Longest text, in UTF-16 units. */
  public static final int MAX_TEXT_LENGTH = 1000;

  /** As it looks unless somebody changes it. */
  public static final PageLook OURS = new PageLook(null, "", true);
}
