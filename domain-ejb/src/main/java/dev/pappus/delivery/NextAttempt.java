package dev.pappus.delivery;

import java.time.Instant;
import java.util.Locale;

/**
 * The attempt that was to follow a failed one.
 *
 * @param at when it was due
 * @param why what decided the time
 */
public record NextAttempt(Instant at, Why why) {

  /** What decides when the next attempt is due. */
  public enum Why {
    /** The retry schedule of the webhook or the installation. */
    SCHEDULE,
    /** The endpoint's own wish, {@code Retry-After} (RFC 9110 §10.2.3). */
    RETRY_AFTER;

    /** The name in our API and in the database: {@code retry-after}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException if there is no such reason
     */
    public static Why ofWireName(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
