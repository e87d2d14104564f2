package dev.pappus.delivery;

import dev.pappus.delivery.store.LaneStore;
import dev.pappus.delivery.store.LaneStore.NodeRow;
import dev.pappus.delivery.store.LaneStore.OwnedLane;
import dev.pappus.shared.time.DbClock;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
   * @param news webhooks of which something is to be told, see {@link EndpointWatch}
   * @param openCircuits of these lanes
   * @param backlog unfinished deliveries, at most {@link #BACKLOG_LIMIT}
   * @param oldestDue since when the one that has waited longest could have been sent; null if none
   *     waits
   */
  public record Holding(
      List<LaneHold> lanes,
      List<UUID> news,
      int openCircuits,
      int backlog,
      @Nullable Duration oldestDue) {}

  /**
   * Says that a node lives, and looks at the others.
   *
   * @param owned lanes it has
   * @param inFlight deliveries it is sending
   */
  public Nodes beat(UUID node, UUID dataDirectoryId, int owned, int inFlight) {
    Instant now = dbClock.now();
    lanes.beat(node, dataDirectoryId, now, owned, inFlight);
    return new Nodes(now, lanes.nodes());
  }

  /**
   * Takes the lanes that nobody owns, or whose owner is dead, and that belong to this node.
   *
   * @param fresh nodes that do rounds, this one among them: lanes are spread over these
   */
  public Holding take(UUID node, Set<UUID> dead, Set<UUID> fresh) {
    if (!dead.isEmpty()) {
      lanes.forgetNodes(dead);
    }
    List<UUID> own =
        lanes.ownerless().stream()
            .filter(lane -> LaneSpread.ownerOf(lane, fresh).equals(node))
            .toList();
    if (!own.isEmpty()) {
      lanes.take(node, own);
    }
    Instant now = dbClock.now();
    lanes.removeLeftLanes(node, now.minus(REMOVAL_GRACE));
    List<OwnedLane> owned = lanes.owned(node);
    Instant oldest = lanes.oldestDue(node, now);
    return new Holding(
        owned.stream()
            .map(
                lane ->
                    new LaneHold(
                        lane.webhookId(),
                        lane.epoch(),
                        !LaneSpread.ownerOf(lane.webhookId(), fresh).equals(node),
                        lane.proven()))
            .toList(),
        owned.stream().filter(lane -> lane.news() != null).map(OwnedLane::webhookId).toList(),
        (int) owned.stream().filter(lane -> lane.circuit() == Circuit.OPEN).count(),
        lanes.backlog(BACKLOG_LIMIT),
        oldest == null ? null : Duration.between(oldest, now));
  }

  /** Gives lanes back that another node is to have; nothing of them may be under way. */
  public void release(UUID node, Collection<UUID> webhookIds) {
    lanes.release(node, webhookIds);
  }

  /** Gives all lanes back: the node stops. */
  public void release(UUID node) {
    lanes.release(node);
  }
}
