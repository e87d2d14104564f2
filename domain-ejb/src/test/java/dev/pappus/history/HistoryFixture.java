package dev.pappus.history;

import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.store.SqlRunner;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A database whose history is kept, and rows of any age. */
final class HistoryFixture implements AutoCloseable {
  /** A Tuesday, of no week that this machine's clock is in. */
  static final Instant NOW = Instant.parse("2031-03-04T10:00:00Z");

  final TestDatabase database;
  final SqlRunner sql;
  final SettableClock clock = new SettableClock(NOW);
  final HistorySettings settings = Injection.wire(new HistorySettings(), new DeliverySettings());
  final Partitions partitions;
  final OldRows oldRows;
  final HistoryKeeper keeper;
  Runnable afterEachBatch = () -> {};
  private int made;

  HistoryFixture(TestDatabase.Kind kind) {
    database = TestDatabase.open(kind);
    sql = new SqlRunner(database.dataSource());
    partitions = Injection.wire(new OwnTransactions(), sql);
    oldRows =
        Injection.wire(
            new OldRows() {
              @Override
              public Batch remove(HistoryTable table, UUID after, UUID before) {
                Batch batch = database.newTransaction(() -> super.remove(table, after, before));
                afterEachBatch.run();
                return batch;
              }
            },
            sql);
    keeper =
        Injection.wire(
            new HistoryKeeper(), partitions, oldRows, settings, clock, database.dataSource());
  }

  /** Each step in a transaction of its own, as the container does it. */
  private final class OwnTransactions extends Partitions {
    @Override
    public List<Partition> list(HistoryTable table) {
      return database.newTransaction(() -> super.list(table));
    }

    @Override
    public boolean make(HistoryTable table, Week week) {
      return database.newTransaction(() -> super.make(table, week));
    }

    @Override
    public boolean held(HistoryTable table, Partition partition) {
      return database.newTransaction(() -> super.held(table, partition));
    }

    @Override
    public void detach(HistoryTable table, Partition partition) {
      database.newTransaction(
          () -> {
            super.detach(table, partition);
            return true;
          });
    }

    @Override
    public List<String> detached() {
      return database.newTransaction(super::detached);
    }

    @Override
    public void dropDetached(String name) {
      database.newTransaction(
          () -> {
            super.dropDetached(name);
            return true;
          });
    }
  }

  boolean partitioned() {
    return database.kind() == TestDatabase.Kind.POSTGRESQL;
  }

  /** A key made so many days ago. */
  UUID keyOf(int daysAgo) {
    return keyAt(NOW.minus(Duration.ofDays(daysAgo)));
  }

  UUID keyAt(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE | ++made);
  }

  /** A delivery with all that hangs on it, its keys made then. */
  record Traces(UUID event, UUID body, UUID delivery, UUID attempt) {}

  Traces delivered(int daysAgo) {
    return delivery(keyOf(daysAgo), daysAgo);
  }

  /** One that waits to be sent still. */
  Traces due(int daysAgo) {
    Traces traces = delivery(keyOf(daysAgo), daysAgo);
    sql.update(
        "insert into delivery_due (delivery_id, webhook_id, due_at, expires_at, sequence,"
            + " attempt_count, not_sent) values (?, ?, ?, ?, 0, 1, 0)",
        traces.delivery(),
        UUID.randomUUID(),
        NOW,
        NOW);
    return traces;
  }

  private Traces delivery(UUID event, int daysAgo) {
    UUID body = keyOf(daysAgo);
    UUID delivery = keyOf(daysAgo);
    UUID attempt = keyOf(daysAgo);
    UUID app = UUID.randomUUID();
    UUID webhook = UUID.randomUUID();
    insertEvent(event, app);
    sql.update(
        "insert into message_body (id, event_id, event_type, format, content_type, bytes)"
            + " values (?, ?, 'feedback', 'plain', 'text/plain', ?)",
        body,
        event,
        new byte[] {1});
    sql.update(
        "insert into delivery (id, app_id, event_id, webhook_id, body_id, status, attempt_count,"
            + " test, created_at) values (?, ?, ?, ?, ?, 'DELIVERED', 1, false, ?)",
        delivery,
        app,
        event,
        webhook,
        body,
        NOW);
    insertAttempt(attempt, delivery);
    sql.update(
        "insert into delivery_skip (event_id, webhook_id, reason) values (?, ?, 'off')",
        event,
        UUID.randomUUID());
    sql.update(
        "insert into endpoint_change (id, webhook_id, changed_at, kind, detail)"
            + " values (?, ?, ?, 'CIRCUIT_OPENED', '')",
        keyOf(daysAgo),
        webhook,
        NOW);
    return new Traces(event, body, delivery, attempt);
  }

  void insertEvent(UUID event, UUID app) {
    sql.update(
        "insert into app_event (id, team_id, app_id, type, occurred_at, message, test)"
            + " values (?, ?, ?, 'feedback', ?, '{}', false)",
        event,
        UUID.randomUUID(),
        app,
        NOW);
  }

  void insertAttempt(UUID attempt, UUID delivery) {
    sql.update(
        "insert into attempt (id, delivery_id, number, started_at, duration_ms, outcome, duplicate,"
            + " url, request_headers, response_truncated)"
            + " values (?, ?, 1, ?, 1, 'DELIVERED', false, 'http://x', '', false)",
        attempt,
        delivery,
        NOW);
  }

  /** A recovery of that age, with what is left of it in each table. */
  UUID recovery(int daysAgo, @Nullable Instant finishedAt) {
    UUID job = keyOf(daysAgo);
    sql.update(
        "insert into job (id, team_id, kind, subject_id, status, done, total, message, created_at,"
            + " finished_at, version) values (?, ?, 'recover-deliveries', ?, ?, 1, 1, '', ?, ?, 0)",
        job,
        UUID.randomUUID(),
        UUID.randomUUID(),
        finishedAt == null ? "RUNNING" : "DONE",
        NOW,
        finishedAt);
    sql.update(
        "insert into delivery_recovery (job_id, webhook_id, created_from, created_before, statuses,"
            + " dry_run) values (?, ?, ?, ?, 'FAILED', false)",
        job,
        UUID.randomUUID(),
        NOW,
        NOW);
    for (int i = 0; i < 2; i++) {
      sql.update(
          "insert into delivery_recovering (job_id, delivery_id) values (?, ?)",
          job,
          keyOf(daysAgo));
    }
    return job;
  }

  void withdrawal(UUID delivery) {
    sql.update(
        "insert into delivery_withdrawal (delivery_id, webhook_id, reason) values (?, ?, 'r')",
        delivery,
        UUID.randomUUID());
  }

  void notice(int daysAgo, @Nullable Instant readAt) {
    UUID team = UUID.randomUUID();
    sql.update(
        "insert into team (id, name, language, time_zone, created_at, version)"
            + " values (?, 'T', 'en', 'UTC', ?, 0)",
        team,
        NOW);
    sql.update(
        "insert into notice (id, team_id, kind, subject_id, subject_name, detail, created_at,"
            + " read_at, version) values (?, ?, 'k', ?, 'n', 'd', ?, ?, 0)",
        keyOf(daysAgo),
        team,
        UUID.randomUUID(),
        NOW,
        readAt);
  }

  UUID download(int daysAgo) {
    UUID download = keyOf(daysAgo);
    sql.update(
        "insert into download_log (id, team_id, app_id, build_id, at_time, remote_address,"
            + " actor_name) values (?, ?, ?, ?, ?, '127.0.0.1', '')",
        download,
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        NOW);
    return download;
  }

  /** What was counted on that day. */
  UUID downloadDay(int daysAgo) {
    UUID day = keyOf(daysAgo);
    sql.update(
        "insert into download_day (id, build_id, on_day, used, told)"
            + " values (?, ?, date '2031-03-04', 1, false)",
        day,
        UUID.randomUUID());
    return day;
  }

  /** A message, sent or not. */
  UUID mail(int daysAgo, String status) {
    UUID mail = keyOf(daysAgo);
    sql.update(
        "insert into mail_outbox (id, team_id, template, recipient, subject, sealed_body, status,"
            + " attempts, next_attempt_at, trouble, created_at, version)"
            + " values (?, ?, 't', 'ann@example.com', 's', '', ?, 1, ?, '', ?, 0)",
        mail,
        UUID.randomUUID(),
        status,
        NOW,
        NOW);
    return mail;
  }

  /** As if time had passed without a job: makes the weeks of these days. */
  void makeWeeks(int... daysAgo) {
    if (!partitioned()) {
      return;
    }
    for (int days : daysAgo) {
      for (HistoryTable table : HistoryTable.partitioned()) {
        partitions.make(table, Week.of(NOW.minus(Duration.ofDays(days))));
      }
    }
  }

  /** The tables a row lies in, as PostgreSQL names them. */
  List<String> placesOf(String table) {
    return sql.query(
        "select distinct cast(tableoid as regclass) from " + table + " order by 1",
        row -> row.getString(1));
  }

  List<String> tables() {
    return new ArrayList<>(
        sql.query(
            "select relname from pg_class where relkind in ('r', 'p') and relnamespace ="
                + " cast('public' as regnamespace) order by relname",
            row -> row.getString(1)));
  }

  @Override
  public void close() {
    database.close();
  }
}
