package dev.pappus.webhook;

import java.util.Locale;
import java.util.Optional;

/**
 * How often a webhook may be called at most; what comes faster waits and counts as no attempt.
 *
 * @param calls from 1
 */
public record RateLimit(int calls, Period per) {

  /** What is counted over; the names stand in the database. */
  public enum Period {
    SECOND,
    MINUTE;

    /** The name in our API: {@code second}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Period> ofWireName(String wireName) {
      for (Period period : values()) {
        if (period.wireName().equals(wireName)) {
          return Optional.of(period);
        }
      }
      return Optional.empty();
    }
  }
}
