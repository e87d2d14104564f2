package dev.pappus.delivery;

import dev.pappus.delivery.store.LaneStore;
import dev.pappus.delivery.store.LaneStore.NodeRow;
import dev.pappus.shared.time.DbClock;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which node sends for which webhook: heartbeats, taking lanes, giving them back. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LaneOwnership {
  /** The backlog is counted no further: counting millions of rows would cost more than it tells. */
  public static final int BACKLOG_LIMIT = 100_000;

  /** No transaction of an event is as long as this. */
  private static final Duration REMOVAL_GRACE = Duration.ofHours(1);

  @Inject LaneStore lanes;
  @Inject DbClock dbClock;

  /**
   * The nodes there are.
   *
   * @param now by the database's clock
   */
  public record Nodes(Instant now, List<NodeRow> rows) {}

  /**
   * What a node has after taking.
   *
   * @param backlog unfinished deliveries, at most {@link #BACKLOG_LIMIT}
   */
  public record Holding(List<LaneHold> lanes, int backlog) {}

  /** Says that a node lives, and looks at the others. */
  public Nodes beat(UUID node, UUID dataDirectoryId) {
    Instant now = dbClock.now();
    lanes.beat(node, dataDirectoryId, now);
    return new Nodes(now, lanes.nodes());
  }

  /** Takes lanes that nobody owns or that a dead node owned. */
  public Holding take(UUID node, Set<UUID> dead) {
    lanes.take(node, dead);
    if (!dead.isEmpty()) {
      lanes.forgetNodes(dead);
    }
    lanes.removeLeftLanes(node, dbClock.now().minus(REMOVAL_GRACE));
    return new Holding(lanes.owned(node), lanes.backlog(BACKLOG_LIMIT));
  }

  /** Gives all lanes back: the node stops. */
  public void release(UUID node) {
    lanes.release(node);
  }
}
