package dev.pappus.delivery.store;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of keys by time: a UUIDv7 begins with milliseconds since 1970 (RFC 9562 §5.7). Nodes make
 * keys by their own clocks, so the bounds lie a little further out than the time asked for; they
 * lead an index to the range, and the row's own time decides.
 */
final class IdRange {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final long MAX_MILLIS = (1L << 48) - 1;

  private IdRange() {}

  /** No key of that time or later is smaller; null for null. */
  static @Nullable UUID from(@Nullable Instant since) {
    return since == null ? null : at(since.minus(CLOCK_SKEW));
  }

  /** All keys from before that time are smaller; null for null. */
  static @Nullable UUID before(@Nullable Instant until) {
    return until == null ? null : at(until.plus(CLOCK_SKEW));
  }

  private static UUID at(Instant time) {
    long millis = Math.max(0, Math.min(time.toEpochMilli(), MAX_MILLIS));
    return new UUID(millis << 16, 0);
  }
}
