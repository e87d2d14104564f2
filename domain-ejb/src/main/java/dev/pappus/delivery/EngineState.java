package dev.pappus.delivery;

import dev.pappus.delivery.store.LaneStore.NodeRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How deliveries stand on all nodes.
 *
 * @param backlog unfinished deliveries, counted up to {@link LaneOwnership#BACKLOG_LIMIT}
 * @param openCircuits endpoints that are spared
 * @param nodes those that run, or did until a moment ago
 */
public record EngineState(Switch operator, int backlog, int openCircuits, List<NodeRow> nodes) {

  /**
   * The operator's switch.
   *
   * @param paused whether nothing is sent
   * @param changedAt when it was last turned; null if never
   * @param changedBy by whom
   */
  public record Switch(boolean paused, @Nullable Instant changedAt, @Nullable String changedBy) {}

  /** Deliveries that were under way at the nodes' last heartbeats. */
  public int inFlight() {
    return nodes.stream().mapToInt(NodeRow::inFlight).sum();
  }

  /** Paused, and nothing is under way any more. */
  public boolean drained() {
    return operator.paused() && inFlight() == 0;
  }
}
