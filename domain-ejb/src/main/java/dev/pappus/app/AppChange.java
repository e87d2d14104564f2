package dev.pappus.app;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants changed; null leaves as is.
 *
 * @param access rule of the default channel
 * @param password of the default channel; needed where the rule becomes {@link AccessRule#PASSWORD}
 * @param page how the install page looks
 */
public record AppChange(
    @Nullable String name,
    @Nullable String slug,
    @Nullable AccessRule access,
    @Nullable String password,
    @Nullable PageChange page) {

  /**
   * What of an install page is changed; null leaves as is.
   *
   * @param color {@code #rrggbb}, or "" for ours
   * @param text "" for none
   * @param brand whether our name is shown
   */
  public record PageChange(
      @Nullable String color, @Nullable String text, @Nullable Boolean brand) {}
}
