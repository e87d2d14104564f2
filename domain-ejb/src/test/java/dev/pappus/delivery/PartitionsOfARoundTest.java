package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.persistence.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On PostgreSQL a round touches the partitions its rows lie in, and no other. */
class PartitionsOfARoundTest {
  private final EngineFixture engine = new EngineFixture(TestDatabase.Kind.POSTGRESQL);

  @BeforeEach
  void recordSome() {
    engine.webhook("feedback");
    for (int i = 0; i < 20; i++) {
      engine.record("feedback");
    }
    engine.takeLanes();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** Partitions of a table that work locks; a week may begin while the test runs. */
  private List<String> touched(String table, Callable<?> work) {
    return engine.database.newTransaction(
        () -> {
          work.call();
          return engine.sql.query(
              "select cast(i.inhrelid as regclass) from pg_locks l join pg_inherits i"
                  + " on i.inhrelid = l.relation where l.pid = pg_backend_pid()"
                  + " and i.inhparent = cast(? as regclass) group by 1",
              row -> row.getString(1),
              table);
        });
  }

  private RoundOutcome read() {
    List<LaneDemand> demands =
        engine.lanes.owned(engine.node).stream()
            .map(hold -> new LaneDemand(hold.webhookId(), hold.epoch(), 100, 0, true))
            .toList();
    return engine.round.run(new RoundRequest(engine.node, List.of(), false, demands, Set.of()));
  }

  private static boolean ofAWeek(String partition) {
    return partition.matches("[a-z_]+_w[0-9]{8}");
  }

  @Test
  void readingTouchesTheWeeksOfWhatIsDue() {
    assertThat(touched("delivery", this::read))
        .hasSizeBetween(1, 2)
        .allMatch(PartitionsOfARoundTest::ofAWeek);
    assertThat(touched("message_body", this::read))
        .hasSizeBetween(1, 2)
        .allMatch(PartitionsOfARoundTest::ofAWeek);
  }

  @Test
  void settlingTouchesTheWeeksOfWhatItCloses() {
    List<AttemptResult> results = engine.due().stream().map(engine::delivered).toList();
    RoundRequest request = new RoundRequest(engine.node, results, false, List.of(), Set.<UUID>of());

    List<String> touched = touched("delivery", () -> engine.round.run(request));

    assertThat(touched).hasSizeBetween(1, 2).allMatch(PartitionsOfARoundTest::ofAWeek);
    assertThat(engine.database.count("delivery where status = 'DELIVERED'")).isEqualTo(20);
  }

  @Test
  void recordingTouchesThisWeek() {
    assertThat(touched("attempt", () -> engine.record("feedback"))).isEmpty();
    assertThat(touched("delivery", () -> engine.record("feedback")))
        .hasSizeBetween(1, 2)
        .allMatch(PartitionsOfARoundTest::ofAWeek);
  }
}
