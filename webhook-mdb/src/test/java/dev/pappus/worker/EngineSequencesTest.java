package dev.pappus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.persistence.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No sequence of answers, late answers, deaths, take-overs, edits, switches, removals, resends and
 * database outages leads out of the table of states, loses a row, or sends one twice without a
 * death. The seeds are fixed; {@code -Dseeds=1000} tries more.
 */
class EngineSequencesTest {
  private static final int STEPS = 400;
  private static final int[] MOODS = {200, 200, 200, 500, 503, 429, 0, 410};

  @TempDir Path folder;

  static Stream<Arguments> seeds() {
    long seeds = Long.getLong("seeds", 24);
    return Stream.concat(
        LongStream.range(0, seeds).mapToObj(seed -> Arguments.of(TestDatabase.Kind.H2, seed)),
        LongStream.range(0, seeds / 4)
            .mapToObj(seed -> Arguments.of(TestDatabase.Kind.POSTGRESQL, 1000 + seed)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsItsWordWhateverHappens(TestDatabase.Kind kind, long seed) {
    try (EngineSimulation simulation = new EngineSimulation(kind, seed, folder)) {
      simulation.start();
      simulation.start();
      try {
        for (int step = 0; step < STEPS; step++) {
          happen(simulation);
          if (step % 20 == 0 && !simulation.databaseAway) {
            simulation.check();
          }
        }
        simulation.heal();
      } catch (AssertionError e) {
        List<String> story = simulation.story;
        throw new AssertionError(
            e.getMessage()
                + "\nseed "
                + seed
                + ":\n"
                + String.join("\n", story.subList(Math.max(0, story.size() - 40), story.size())),
            e);
      }
      assertThat(simulation.sent).isPositive();
    }
  }

  private static void happen(EngineSimulation simulation) {
    Random random = simulation.random;
    List<EngineSimulation.Node> awake =
        simulation.nodes.stream().filter(node -> !node.frozen).toList();
    EngineSimulation.Node one =
        awake.isEmpty() ? simulation.start() : awake.get(random.nextInt(awake.size()));
    int dice = random.nextInt(1000);
    if (dice < 250) {
      one.pump.step();
    } else if (dice < 400) {
      simulation.event();
    } else if (dice < 650) {
      simulation.answerOne(one);
    } else if (dice < 820) {
      simulation.pass(Duration.ofMillis(1 + random.nextInt(600)));
    } else if (dice < 860) {
      simulation.pass(Duration.ofSeconds(1 + random.nextInt(40)));
    } else if (dice < 864) {
      simulation.sleep(Duration.ofMinutes(1 + random.nextInt(300)));
    } else if (dice < 900) {
      simulation.mood(MOODS[random.nextInt(MOODS.length)]);
    } else if (dice < 920) {
      simulation.resend();
    } else if (dice < 932) {
      simulation.turn();
    } else if (dice < 942) {
      simulation.edit();
    } else if (dice < 945) {
      simulation.remove();
    } else if (dice < 955) {
      simulation.test();
    } else if (dice < 963) {
      simulation.kill(one);
      simulation.start(one.directory);
    } else if (dice < 968) {
      simulation.kill(one);
    } else if (dice < 973) {
      simulation.freeze(one);
    } else if (dice < 982) {
      simulation.nodes.forEach(node -> node.frozen = false);
    } else if (dice < 986) {
      simulation.stop(one);
    } else if (dice < 991) {
      if (simulation.nodes.size() < 3) {
        simulation.start();
      }
    } else if (dice < 996) {
      simulation.database(!simulation.databaseAway);
    } else {
      simulation.pause(random.nextBoolean());
    }
  }
}
