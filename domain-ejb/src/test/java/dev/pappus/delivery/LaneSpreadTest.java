package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneSpreadTest {
  private final List<UUID> nodes = IntStream.range(0, 4).mapToObj(i -> new UUID(1, i)).toList();
  private final List<UUID> lanes = IntStream.range(0, 2000).mapToObj(i -> new UUID(i, 7)).toList();

  @Test
  void givesEachNodeAboutItsShare() {
    Map<UUID, Integer> shares = new HashMap<>();
    lanes.forEach(lane -> shares.merge(LaneSpread.ownerOf(lane, nodes), 1, Integer::sum));

    assertThat(shares).hasSize(4);
    assertThat(shares.values()).allMatch(share -> share > 400 && share < 600);
  }

  @Test
  void movesOnlyTheLanesOfANodeThatGoes() {
    List<UUID> left = nodes.subList(1, 4);

    assertThat(lanes)
        .filteredOn(lane -> !LaneSpread.ownerOf(lane, nodes).equals(nodes.get(0)))
        .allMatch(lane -> LaneSpread.ownerOf(lane, left).equals(LaneSpread.ownerOf(lane, nodes)));
  }
}
