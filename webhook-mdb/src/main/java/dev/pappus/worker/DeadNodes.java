package dev.pappus.worker;

import dev.pappus.delivery.LaneOwnership;
import dev.pappus.delivery.store.LaneStore.NodeRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Decides which nodes are dead. One that had our data directory is, at once. Another is when its
 * heartbeat is old by the database's clock <em>and</em> we ourselves have seen it stand still: a
 * step of the clock then kills nobody.
 */
final class DeadNodes {
  /** How long we must have seen a heartbeat unchanged, by our own monotonic clock. */
  private static final Duration WATCHED = Duration.ofSeconds(3);

  private final UUID self;
  private final UUID dataDirectoryId;
  private final Duration tooOld;
  private final Map<UUID, Sighting> sightings = new HashMap<>();

  private record Sighting(Instant heartbeat, long firstSeenNanos) {}

  /**
   * @param tooOld age of a heartbeat after which nothing its node sent can still be on its way
   */
  DeadNodes(UUID self, UUID dataDirectoryId, Duration tooOld) {
    this.self = self;
    this.dataDirectoryId = dataDirectoryId;
    this.tooOld = tooOld;
  }

  /**
   * @param nanos now, by the monotonic clock
   */
  Set<UUID> among(LaneOwnership.Nodes nodes, long nanos) {
    Set<UUID> dead = new HashSet<>();
    Set<UUID> present = new HashSet<>();
    for (NodeRow node : nodes.rows()) {
      present.add(node.id());
      if (!node.id().equals(self) && isDead(node, nodes.now(), nanos)) {
        dead.add(node.id());
      }
    }
    sightings.keySet().retainAll(present);
    return dead;
  }

  private boolean isDead(NodeRow node, Instant now, long nanos) {
    if (node.dataDirectoryId().equals(dataDirectoryId)) {
      return true;
    }
    Sighting before = sightings.get(node.id());
    if (before == null || !before.heartbeat().equals(node.heartbeatAt())) {
      sightings.put(node.id(), new Sighting(node.heartbeatAt(), nanos));
      return false;
    }
    return node.heartbeatAt().plus(tooOld).isBefore(now)
        && nanos - before.firstSeenNanos() >= WATCHED.toNanos();
  }
}
