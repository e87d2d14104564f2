package dev.pappus.worker;

import dev.pappus.delivery.LaneOwnership.Nodes;
import dev.pappus.delivery.store.LaneStore.NodeRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Decides which other nodes are dead. One is dead when its heartbeat is too old by the database's
 * clock <em>and</em> this node has seen it unchanged for three seconds of its own monotonic time,
 * so that a clock that jumps kills nobody; or when it has our data directory, whose lock we hold.
 */
final class NodeWatch {
  static final Duration UNCHANGED = Duration.ofSeconds(3);

  private final UUID self;
  private final UUID dataDirectoryId;
  private final Duration deadAfter;
  private final Map<UUID, Seen> seen = new HashMap<>();

  private record Seen(Instant heartbeatAt, long sinceNanos) {}

  NodeWatch(UUID self, UUID dataDirectoryId, Duration deadAfter) {
    this.self = self;
    this.dataDirectoryId = dataDirectoryId;
    this.deadAfter = deadAfter;
  }

  Set<UUID> dead(Nodes nodes, long nowNanos) {
    Set<UUID> dead = new HashSet<>();
    Set<UUID> present = new HashSet<>();
    for (NodeRow row : nodes.rows()) {
      present.add(row.id());
      if (row.id().equals(self)) {
        continue;
      }
      Seen before = seen.get(row.id());
      if (before == null || !before.heartbeatAt().equals(row.heartbeatAt())) {
        before = new Seen(row.heartbeatAt(), nowNanos);
        seen.put(row.id(), before);
      }
      boolean old = row.heartbeatAt().plus(deadAfter).isBefore(nodes.now());
      boolean unchanged = nowNanos - before.sinceNanos() >= UNCHANGED.toNanos();
      if (row.dataDirectoryId().equals(dataDirectoryId) || (old && unchanged)) {
        dead.add(row.id());
      }
    }
    seen.keySet().retainAll(present);
    return dead;
  }
}
