package dev.pappus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.LaneOwnership.Nodes;
import dev.pappus.delivery.store.LaneStore.NodeRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NodeWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final UUID DIRECTORY = UUID.randomUUID();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final UUID self = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final NodeWatch watch = new NodeWatch(self, DIRECTORY, Duration.ofSeconds(26));

  private Nodes other(Instant heartbeat, UUID directory, Instant now) {
    return new Nodes(now, List.of(row(self, DIRECTORY, now), row(other, directory, heartbeat)));
  }

  private static NodeRow row(UUID id, UUID directory, Instant heartbeat) {
    return new NodeRow(id, directory, NOW, heartbeat, 0, 0);
  }

  @Test
  void knowsAPredecessorInItsOwnDirectoryForDead() {
    assertThat(watch.dead(other(NOW, DIRECTORY, NOW), 0)).containsExactly(other);
  }

  @Test
  void waitsUntilAnOldHeartbeatWasSeenUnchanged() {
    Nodes nodes = other(NOW, UUID.randomUUID(), NOW.plusSeconds(60));

    assertThat(watch.dead(nodes, 0)).isEmpty();
    assertThat(watch.dead(nodes, 2 * SECOND)).isEmpty();
    assertThat(watch.dead(nodes, 3 * SECOND)).containsExactly(other);
  }

  @Test
  void sparesANodeThatBeatsWhateverTheClocksSay() {
    UUID directory = UUID.randomUUID();

    for (int i = 0; i < 20; i++) {
      Nodes nodes = other(NOW.plusSeconds(3L * i), directory, NOW.plusSeconds(3600 + 3L * i));
      assertThat(watch.dead(nodes, 3 * SECOND * i)).as("beat " + i).isEmpty();
      assertThat(watch.dead(nodes, 3 * SECOND * i + SECOND)).isEmpty();
    }
  }

  @Test
  void sparesANodeWhoseHeartbeatIsYoung() {
    Nodes nodes = other(NOW, UUID.randomUUID(), NOW.plusSeconds(20));

    watch.dead(nodes, 0);

    assertThat(watch.dead(nodes, 10 * SECOND)).isEmpty();
  }
}
