package dev.pappus.admin.navigation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Local times of the browser's {@code datetime-local} fields (HTML §4.10.5.1.11). */
public final class TimeRange {
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private TimeRange() {}

  /** The moment; null for nothing, or for what is no time. */
  public static @Nullable Instant read(@Nullable String text, ZoneId zone) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      Instant time = LocalDateTime.parse(text).atZone(zone).toInstant();
      return time.isBefore(Instant.EPOCH) || time.isAfter(LATEST) ? null : time;
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  /** As the field wants it, to the minute. */
  public static String write(Instant time, ZoneId zone) {
    return LocalDateTime.ofInstant(time, zone).truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
