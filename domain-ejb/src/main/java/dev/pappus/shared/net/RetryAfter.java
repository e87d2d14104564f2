package dev.pappus.shared.net;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The {@code Retry-After} header in both its forms (RFC 9110 §10.2.3): seconds or an HTTP date. */
public final class RetryAfter {

  private RetryAfter() {}

  /** How long to wait from {@code now}; empty if it cannot be read or lies in the past. */
  public static Optional<Duration> parse(String header, Instant now) {
    String text = header.strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      // more digits than any sane wait: the cap makes them equal
      return Optional.of(
          Duration.ofSeconds(text.length() > 9 ? 999_999_999 : Long.parseLong(text)));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Optional.of(Duration.between(now, at)) : Optional.empty();
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
