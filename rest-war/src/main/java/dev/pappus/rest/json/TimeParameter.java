package dev.pappus.rest.json;

import dev.pappus.shared.problem.InvalidFieldException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A time in a query parameter, by RFC 3339. */
public final class TimeParameter {

  /** No year of RFC 3339 is later, and databases hold it. */
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private TimeParameter() {}

  /**
   * @return null for nothing
   * @throws InvalidFieldException {@code field-invalid} if it is no time
   */
  public static @Nullable Instant read(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LATEST) ? LATEST : time;
    } catch (DateTimeException notATime) {
      throw new InvalidFieldException(
          name, "must be a time by RFC 3339, such as 2026-11-05T08:30:00Z");
    }
  }
}
