package dev.pappus.delivery;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a node wants of one round.
 *
 * @param results to settle, at most {@value #MAX_RESULTS}
 * @param sweep whether to look for deliveries of removed webhooks and expired ones too
 * @param demands lanes that could send more now
 * @param busy deliveries the node has in hand: waiting to be sent, in flight, or not yet settled
 */
public record RoundRequest(
    UUID node,
    List<AttemptResult> results,
    boolean sweep,
    List<LaneDemand> demands,
    Set<UUID> busy) {
  public static final int MAX_RESULTS = 500;

  public RoundRequest {
    results = List.copyOf(results);
    demands = List.copyOf(demands);
    busy = Set.copyOf(busy);
  }

  /** The same with these results alone and nothing else. */
  public RoundRequest settling(List<AttemptResult> some) {
    return new RoundRequest(node, some, false, List.of(), busy);
  }
}
