package dev.pappus.delivery;

import java.util.Locale;

/** Why a webhook got no delivery of an event. */
public enum SkipReason {
  WEBHOOK_OFF,
  NOT_SELECTED,
  FILTERED,
  RENDER_FAILED;

  /** The name in our API and in the database: {@code webhook-off}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if there is no such reason
   */
  public static SkipReason ofWireName(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
