package dev.pappus.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.persistence.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes by age and what stays, the same on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class HistoryKeeperTest {
  private static final String[] ALL = {
    "attempt", "delivery", "message_body", "delivery_skip", "endpoint_change", "app_event"
  };

  private final HistoryFixture history;

  HistoryKeeperTest(TestDatabase.Kind kind) {
    history = new HistoryFixture(kind);
  }

  @AfterEach
  void close() {
    history.close();
  }

  private long count(String from) {
    return history.database.count(from);
  }

  @Test
  void keepsWhatIsYoungAndRemovesWhatIsOld() {
    history.makeWeeks(200, 100, 40, 1);
    history.delivered(200);
    history.delivered(100);
    history.delivered(40);
    history.delivered(1);

    history.keeper.run();

    assertThat(count("attempt")).isEqualTo(1);
    for (String table : new String[] {"delivery", "message_body", "app_event", "delivery_skip"}) {
      assertThat(count(table)).as(table).isEqualTo(2);
    }
    assertThat(count("endpoint_change")).isEqualTo(2);
  }

  @Test
  void keepsAllThatAnUnfinishedDeliveryNeeds() {
    history.makeWeeks(200);
    HistoryFixture.Traces due = history.due(200);
    history.delivered(200);

    history.keeper.run();

    assertThat(count("attempt where id = '" + due.attempt() + "'")).isEqualTo(1);
    assertThat(count("delivery where id = '" + due.delivery() + "'")).isEqualTo(1);
    assertThat(count("message_body where id = '" + due.body() + "'")).isEqualTo(1);
    assertThat(count("app_event where id = '" + due.event() + "'")).isEqualTo(1);
    assertThat(count("delivery")).isEqualTo(1);
    assertThat(count("message_body")).isEqualTo(1);
  }

  @Test
  void keepsTheEventOfADeliveryThatWasSentOnceMore() {
    history.makeWeeks(200, 1);
    HistoryFixture.Traces old = history.delivered(200);
    HistoryFixture.Traces again = history.due(1);
    history.sql.update(
        "update delivery set event_id = ? where id = ?", old.event(), again.delivery());

    history.keeper.run();

    assertThat(count("app_event where id = '" + old.event() + "'")).isEqualTo(1);
    assertThat(count("delivery where id = '" + old.delivery() + "'")).isZero();
  }

  @Test
  void removesTheRestOnceTheDeliveryIsFinished() {
    history.makeWeeks(200);
    history.due(200);
    history.keeper.run();

    history.sql.update("delete from delivery_due");
    history.keeper.run();

    for (String table : ALL) {
      assertThat(count(table)).as(table).isZero();
    }
  }

  @Test
  void removesMoreThanABatch() {
    for (int i = 0; i < 2 * OldRows.BATCH + 1; i++) {
      history.insertAttempt(history.keyOf(50), history.keyOf(50));
    }
    history.insertAttempt(history.keyOf(2), history.keyOf(2));

    history.keeper.run();

    assertThat(count("attempt")).isEqualTo(1);
  }

  @Test
  void removesABatchAtATime() {
    for (int i = 0; i < OldRows.BATCH + 1; i++) {
      history.insertAttempt(history.keyOf(50), history.keyOf(50));
    }

    OldRows.Batch first =
        history.oldRows.remove(
            HistoryTable.ATTEMPT, OldRows.FIRST, PublicId.firstKeyAt(HistoryFixture.NOW));

    assertThat(first.removed()).isEqualTo(OldRows.BATCH);
    assertThat(first.more()).isTrue();
    assertThat(count("attempt")).isEqualTo(1);
  }

  @Test
  void stopsWhenItsTimeIsOver() {
    for (int i = 0; i < 3 * OldRows.BATCH; i++) {
      history.insertAttempt(history.keyOf(50), history.keyOf(50));
    }
    history.afterEachBatch = () -> history.clock.advance(Duration.ofSeconds(2));

    history.keeper.run();

    assertThat(count("attempt")).isEqualTo(OldRows.BATCH);
  }

  @Test
  void keepsNoticesThatNobodyHasRead() {
    history.notice(200, null);
    history.notice(200, HistoryFixture.NOW);
    history.notice(1, HistoryFixture.NOW);

    history.keeper.run();

    assertThat(count("notice")).isEqualTo(2);
    assertThat(count("notice where read_at is null")).isEqualTo(1);
  }

  @Test
  void removesWhatCameBeforeItsPartition() {
    HistoryFixture.Traces stray = history.delivered(200);

    history.keeper.run();

    assertThat(count("delivery where id = '" + stray.delivery() + "'")).isZero();
  }

  @Test
  void removesOldJobsThatHaveEndedWithAllThatIsLeftOfThem() {
    history.recovery(200, HistoryFixture.NOW);
    UUID running = history.recovery(200, null);
    UUID young = history.recovery(1, HistoryFixture.NOW);

    history.keeper.run();

    for (String table : new String[] {"delivery_recovery", "delivery_recovering"}) {
      assertThat(count(table + " where job_id = '" + running + "'")).as(table).isPositive();
      assertThat(count(table + " where job_id = '" + young + "'")).as(table).isPositive();
    }
    assertThat(count("delivery_recovery")).isEqualTo(2);
    assertThat(count("delivery_recovering")).isEqualTo(4);
    assertThat(count("job")).isEqualTo(2);
    assertThat(count("job where id in ('" + running + "', '" + young + "')")).isEqualTo(2);
  }

  @Test
  void removesWishesToCloseWhatIsClosedLongAgo() {
    history.makeWeeks(200);
    history.withdrawal(history.due(200).delivery());
    history.withdrawal(history.delivered(200).delivery());

    history.keeper.run();

    assertThat(count("delivery_withdrawal")).isEqualTo(1);
  }

  @Test
  void removesOldDownloadsAndKeepsTheYoung() {
    history.download(190);
    UUID young = history.download(179);

    history.keeper.run();

    assertThat(count("download_log")).isEqualTo(1);
    assertThat(count("download_log where id = '" + young + "'")).isEqualTo(1);
  }

  @Test
  void removesOldCountsOfDownloadsAndKeepsTheYoung() {
    history.downloadDay(190);
    UUID young = history.downloadDay(179);

    history.keeper.run();

    assertThat(count("download_day")).isEqualTo(1);
    assertThat(count("download_day where id = '" + young + "'")).isEqualTo(1);
  }

  @Test
  void removesOldMessagesSentOrNotAndKeepsTheYoung() {
    history.mail(31, "SENT");
    history.mail(31, "WAITING");
    history.mail(31, "FAILED");
    UUID sent = history.mail(29, "SENT");
    UUID waiting = history.mail(29, "WAITING");

    history.keeper.run();

    assertThat(count("mail_outbox")).isEqualTo(2);
    assertThat(count("mail_outbox where id in ('" + sent + "', '" + waiting + "')")).isEqualTo(2);
  }

  @Test
  void keepsDownloadsAndMessagesAsLongAsTheSettingsSay() {
    history.settings.downloadsDays = 10;
    history.settings.mailDays = 100;
    history.download(20);
    history.downloadDay(20);
    UUID message = history.mail(90, "SENT");

    history.keeper.run();

    assertThat(count("download_log")).isZero();
    assertThat(count("download_day")).isZero();
    assertThat(count("mail_outbox where id = '" + message + "'")).isEqualTo(1);
  }
}
