package dev.pappus.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a round did.
 *
 * @param done false if the database was away: nothing was settled, nothing read
 * @param reading what was read
 * @param retries for each webhook with a delivery that waits for another attempt: in how long the
 *     first is due
 * @param gates of the lanes whose results were settled
 * @param closed how many removed or expired ones were closed
 * @param paused whether the operator has paused all deliveries; null if nobody looked
 */
public record RoundOutcome(
    boolean done,
    Reading reading,
    Map<UUID, Duration> retries,
    List<LaneGate> gates,
    int closed,
    @Nullable Boolean paused) {
  /** The database was away. */
  public static final RoundOutcome FAILED =
      new RoundOutcome(false, Reading.NOTHING, Map.of(), List.of(), 0, null);
}
