package dev.pappus.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdRangeTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void leavesRoomForClocksThatDiffer() {
    UUID from = IdRange.from(NOW);
    UUID before = IdRange.before(NOW);

    assertThat(from).isEqualTo(first(NOW.minus(Duration.ofMinutes(5))));
    assertThat(before).isEqualTo(first(NOW.plus(Duration.ofMinutes(5))));
  }

  private static UUID first(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0);
  }

  @Test
  void bearsTimesThatNoKeyCanHold() {
    assertThat(IdRange.from(Instant.EPOCH)).isEqualTo(new UUID(0, 0));
    assertThat(IdRange.before(Instant.parse("+20000-01-01T00:00:00Z"))).isNotNull();
    assertThat(IdRange.from(null)).isNull();
  }
}
