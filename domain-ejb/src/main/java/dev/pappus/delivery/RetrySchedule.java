package dev.pappus.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a failed delivery is tried again.
 *
 * @param delays after the first, second, … failed attempt
 * @param jitter share by which a delay is stretched or shrunk at random, 0 to 1, so that what
 *     failed together does not come back together
 */
public record RetrySchedule(List<Duration> delays, double jitter) {
  /** A longer wish of an endpoint is not honoured. */
  static final Duration LONGEST_WISH = Duration.ofHours(24);

  public RetrySchedule {
    delays = List.copyOf(delays);
  }

  /**
   * The delay before the next attempt.
   *
   * @param attempts made so far, from 1
   * @param random from 0 to 1
   * @param wish what {@code Retry-After} (RFC 9110 §10.2.3) asked for: honoured between the planned
   *     delay and 24 hours
   * @return empty when the schedule is used up
   */
  public Optional<Duration> after(int attempts, double random, @Nullable Duration wish) {
    if (attempts > delays.size()) {
      return Optional.empty();
    }
    Duration planned = delays.get(attempts - 1);
    double factor = 1 + jitter * (2 * random - 1);
    Duration delay = Duration.ofMillis(Math.round(planned.toMillis() * factor));
    if (wish == null) {
      return Optional.of(delay);
    }
    Duration capped = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    return Optional.of(capped.compareTo(delay) > 0 ? capped : delay);
  }

  /** The delay after the n-th time in a row that our own side could not send: 1 s to 1 min. */
  static Duration afterNotSent(int times) {
    return Duration.ofSeconds(Math.min(60, 1L << Math.min(times - 1, 6)));
  }
}
