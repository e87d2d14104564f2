package dev.pappus.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a round did.
 *
 * @param done false if the database was away: nothing was settled, nothing read
 * @param due deliveries to send now, earliest first
 * @param retries for each webhook with a delivery that waits for another attempt: in how long the
 *     first is due
 * @param closed how many removed or expired ones were closed
 */
public record RoundOutcome(
    boolean done, List<DueDelivery> due, Map<UUID, Duration> retries, int closed) {
  /** The database was away. */
  public static final RoundOutcome FAILED = new RoundOutcome(false, List.of(), Map.of(), 0);
}
