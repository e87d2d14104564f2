package dev.pappus.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only PostgreSQL has: partitions that are made ahead and dropped whole. */
class PartitionsTest {
  private final HistoryFixture history = new HistoryFixture(TestDatabase.Kind.POSTGRESQL);

  @AfterEach
  void close() {
    history.close();
  }

  private List<String> names(HistoryTable table) {
    return history.partitions.list(table).stream().map(Partition::name).toList();
  }

  @Test
  void makesThisWeekAndTheNextFour() {
    history.keeper.run();

    for (HistoryTable table : HistoryTable.partitioned()) {
      assertThat(names(table))
          .contains(
              table.table() + "_w20310303",
              table.table() + "_w20310310",
              table.table() + "_w20310317",
              table.table() + "_w20310324",
              table.table() + "_w20310331");
    }
  }

  @Test
  void makesThemOnce() {
    history.keeper.makeAhead();
    List<String> before = history.tables();

    history.keeper.makeAhead();

    assertThat(history.tables()).isEqualTo(before);
  }

  @Test
  void putsRowsIntoTheWeekOfTheirKey() {
    history.keeper.makeAhead();
    Week week = Week.of(HistoryFixture.NOW);

    history.insertAttempt(PublicId.firstKeyAt(week.start()), UUID.randomUUID());
    history.insertAttempt(history.keyAt(week.end().minusMillis(1)), UUID.randomUUID());
    history.insertAttempt(PublicId.firstKeyAt(week.end()), UUID.randomUUID());
    history.insertAttempt(history.keyOf(700), UUID.randomUUID());

    assertThat(history.placesOf("attempt"))
        .containsExactly("attempt_default", "attempt_w20310303", "attempt_w20310310");
    assertThat(history.database.count("attempt_w20310303")).isEqualTo(2);
  }

  @Test
  void everyPartitionHasTheIndexesOfItsTable() {
    history.keeper.makeAhead();

    for (HistoryTable table : HistoryTable.partitioned()) {
      long indexes = indexes(table.table());
      assertThat(indexes).as(table.table()).isPositive();
      assertThat(indexes(table.table() + "_default")).isEqualTo(indexes);
      assertThat(indexes(table.table() + "_w20310303")).isEqualTo(indexes);
    }
  }

  private long indexes(String table) {
    return history.database.count("pg_indexes where tablename = '" + table + "'");
  }

  @Test
  void movesTheFewRowsThatCameBeforeTheirPartition() {
    HistoryFixture.Traces early = history.delivered(0);

    history.keeper.makeAhead();

    assertThat(history.placesOf("delivery")).containsExactly("delivery_w20310303");
    assertThat(history.database.count("delivery where id = '" + early.delivery() + "'"))
        .isEqualTo(1);
  }

  @Test
  void leavesManyEarlyRowsWhereTheyAre() {
    history.database.execute(
        "insert into delivery_skip (event_id, webhook_id, reason)"
            + " select gen_random_uuid(), gen_random_uuid(), 'off'");
    String first = PublicId.firstKeyAt(Week.of(HistoryFixture.NOW).start()).toString();
    history.database.execute(
        "insert into app_event (id, team_id, app_id, type, occurred_at, message, test)"
            + " select cast('"
            + first.substring(0, 24)
            + "' || lpad(to_hex(n), 12, '0') as uuid), gen_random_uuid(), gen_random_uuid(), 'x',"
            + " now(), '{}', false from generate_series(1, "
            + (Partitions.MOST_MOVED + 1)
            + ") n");

    history.keeper.makeAhead();

    assertThat(names(HistoryTable.EVENT))
        .doesNotContain("app_event_w20310303")
        .contains("app_event_w20310310");
    assertThat(history.placesOf("app_event")).containsExactly("app_event_default");
  }

  @Test
  void dropsAWeekThatIsWhollyOlderAndKeepsTheOneThatHasBegunSo() {
    // 90 days before the Tuesday is a Wednesday
    history.makeWeeks(90, 97);
    history.delivered(90);
    history.delivered(97);

    history.keeper.run();

    assertThat(names(HistoryTable.DELIVERY))
        .contains("delivery_w20301202")
        .doesNotContain("delivery_w20301125");
    assertThat(history.tables()).noneMatch(name -> name.startsWith("gone_"));
    assertThat(history.database.count("delivery")).isEqualTo(1);
  }

  @Test
  void keepsTheWeekOfAnUnfinishedDelivery() {
    history.makeWeeks(200);
    history.due(200);

    history.keeper.run();

    assertThat(history.placesOf("delivery")).containsExactly("delivery_w20300812");
  }

  @Test
  void goesOnWhereAKilledJobEnded() {
    history.makeWeeks(200);
    history.delivered(200);
    Partition old =
        history.partitions.list(HistoryTable.DELIVERY).stream()
            .filter(partition -> partition.name().equals("delivery_w20300812"))
            .findFirst()
            .orElseThrow();
    history.partitions.detach(HistoryTable.DELIVERY, old);
    assertThat(history.tables()).contains("gone_delivery_w20300812");

    history.keeper.run();

    assertThat(history.tables()).noneMatch(name -> name.contains("delivery_w20300812"));
  }

  @Test
  void givesWayToWhoeverReadsTheTableAndLetsWritersThrough() throws SQLException {
    history.makeWeeks(200);
    history.delivered(200);
    history.keeper.makeAhead();
    try (Connection reader = history.database.dataSource().getConnection()) {
      reader.setAutoCommit(false);
      reader.createStatement().executeQuery("select count(*) from delivery").close();

      history.keeper.run();

      history.delivered(0);
      assertThat(names(HistoryTable.DELIVERY)).contains("delivery_w20300812");
      // what goes whole the next time is not removed row by row
      assertThat(history.database.count("delivery")).isEqualTo(2);
      assertThat(history.database.count("attempt")).isEqualTo(1);
      reader.rollback();
    }

    history.keeper.run();

    assertThat(names(HistoryTable.DELIVERY)).doesNotContain("delivery_w20300812");
    assertThat(history.database.count("delivery")).isEqualTo(1);
  }

  @Test
  void waitsNoLongerThanAMomentForALock() throws SQLException {
    history.makeWeeks(200);
    Partition old = history.partitions.list(HistoryTable.DELIVERY).get(0);
    try (Connection reader = history.database.dataSource().getConnection()) {
      reader.setAutoCommit(false);
      reader.createStatement().executeQuery("select count(*) from delivery").close();
      long before = System.nanoTime();

      assertThatThrownBy(() -> history.partitions.detach(HistoryTable.DELIVERY, old))
          .hasRootCauseMessage("ERROR: canceling statement due to lock timeout");

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
      reader.rollback();
    }
  }

  @Test
  void leavesPartitionsOfAnotherWidthInPeace() {
    Instant month = Instant.parse("2031-03-01T00:00:00Z");
    history.database.execute(
        "create table delivery_march partition of delivery for values from ('"
            + PublicId.firstKeyAt(month)
            + "') to ('"
            + PublicId.firstKeyAt(Instant.parse("2031-04-01T00:00:00Z"))
            + "')");

    history.keeper.makeAhead();

    assertThat(names(HistoryTable.DELIVERY))
        .contains("delivery_march")
        .noneMatch(name -> name.startsWith("delivery_w2031"));
    assertThat(names(HistoryTable.ATTEMPT)).contains("attempt_w20310331");
  }
}
