package dev.pappus.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an endpoint is spared, and when it is given up.
 *
 * @param failuresToOpen failures in a row that open its circuit
 * @param firstOpen how long it is open then; each failed probe doubles that
 * @param longestOpen and no longer than this
 * @param slowDown how long an endpoint that asks for less, without saying for how long, is left
 *     alone
 * @param toldAfter after what time of failure its owner is told
 * @param switchOffAfter after what time of failure it is switched off
 */
public record EndpointRules(
    int failuresToOpen,
    Duration firstOpen,
    Duration longestOpen,
    Duration slowDown,
    Duration toldAfter,
    Duration switchOffAfter) {
  /** So that doubling cannot overflow; by then it is far above any {@link #longestOpen}. */
  private static final int MOST_DOUBLINGS = 20;

  /** How long the circuit stays open after so many failures in a row. */
  Duration openFor(int failures) {
    int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, failures - failuresToOpen));
    Duration open = firstOpen.multipliedBy(1L << doublings);
    return open.compareTo(longestOpen) > 0 ? longestOpen : open;
  }

  /** Until when an answer asks for quiet; null if it does not. */
  @Nullable Instant slowUntil(AttemptResult result, Instant now) {
    if (!result.slowDown()) {
      return null;
    }
    Duration wish = result.retryAfter() == null ? slowDown : result.retryAfter();
    return now.plus(
        wish.compareTo(RetrySchedule.LONGEST_WISH) > 0 ? RetrySchedule.LONGEST_WISH : wish);
  }
}
