package dev.pappus.worker;

import dev.pappus.delivery.RateLimit;
import java.util.Arrays;

/**
 * Holds calls back so that no stretch of the limit's period ever sees more of them than allowed,
 * and lets them go in a burst where the stretch before was quiet. It remembers when the last ones
 * started: a bucket that refills would let twice as many through about a full one.
 */
final class RateGate {
  private final RateLimit limit;
  private final long[] starts;
  private int oldest;

  /**
   * @param spent whether to begin as if all calls had been made now: nobody knows what another
   *     node, or this one under another limit, has just sent
   */
  RateGate(RateLimit limit, long now, boolean spent) {
    this.limit = limit;
    this.starts = new long[limit.calls()];
    Arrays.fill(starts, spent ? now : now - limit.period().toNanos());
  }

  RateLimit limit() {
    return limit;
  }

  /** When the next call may start. */
  long opensAt() {
    return starts[oldest] + limit.period().toNanos();
  }

  boolean open(long now) {
    return opensAt() - now <= 0;
  }

  void started(long now) {
    starts[oldest] = now;
    oldest = (oldest + 1) % starts.length;
  }
}
