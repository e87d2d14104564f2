package dev.pappus.delivery.store;

import static dev.pappus.delivery.store.Column.BOOLEAN;
import static dev.pappus.delivery.store.Column.BYTES;
import static dev.pappus.delivery.store.Column.INTEGER;
import static dev.pappus.delivery.store.Column.NUMBER;
import static dev.pappus.delivery.store.Column.TEXT;
import static dev.pappus.delivery.store.Column.TIME;
import static dev.pappus.delivery.store.Column.UUID_TYPE;
import static dev.pappus.delivery.store.SqlRunner.instant;
import static dev.pappus.delivery.store.SqlRunner.requiredInstant;

import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.Circuit;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.delivery.EndpointChange;
import dev.pappus.delivery.Exchange;
import dev.pappus.delivery.Lane;
import dev.pappus.delivery.LaneDemand;
import dev.pappus.delivery.LaneNews;
import dev.pappus.delivery.NextAttempt;
import dev.pappus.delivery.Reading;
import dev.pappus.delivery.Skip;
import dev.pappus.delivery.Timings;
import dev.pappus.delivery.WebhookHealth;
import dev.pappus.shared.id.PublicId;
import dev.pappus.webhook.WebhookFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the stores have in common: all but writes of many rows and the search of many lanes. */
public abstract class JdbcDeliveryStore implements DeliveryStore {
  private static final List<Column> BODY_COLUMNS =
      List.of(
          new Column("id", UUID_TYPE),
          new Column("event_id", UUID_TYPE),
          new Column("event_type", TEXT),
          new Column("format", TEXT),
          new Column("content_type", TEXT),
          new Column("bytes", BYTES));
  private static final List<Column> DELIVERY_COLUMNS =
      List.of(
          new Column("id", UUID_TYPE),
          new Column("app_id", UUID_TYPE),
          new Column("event_id", UUID_TYPE),
          new Column("webhook_id", UUID_TYPE),
          new Column("body_id", UUID_TYPE),
          new Column("status", TEXT),
          new Column("attempt_count", INTEGER),
          new Column("test", BOOLEAN),
          new Column("resend_of", UUID_TYPE),
          new Column("created_at", TIME));
  private static final List<Column> DUE_COLUMNS =
      List.of(
          new Column("delivery_id", UUID_TYPE),
          new Column("webhook_id", UUID_TYPE),
          new Column("due_at", TIME),
          new Column("expires_at", TIME),
          new Column("sequence", NUMBER),
          new Column("attempt_count", INTEGER),
          new Column("not_sent", INTEGER));
  private static final List<Column> DUE_UPDATE_COLUMNS =
      List.of(
          new Column("delivery_id", UUID_TYPE),
          new Column("due_at", TIME),
          new Column("expires_at", TIME),
          new Column("attempt_count", INTEGER),
          new Column("not_sent", INTEGER));
  private static final List<Column> SKIP_COLUMNS =
      List.of(
          new Column("event_id", UUID_TYPE),
          new Column("webhook_id", UUID_TYPE),
          new Column("reason", TEXT));
  private static final List<Column> ATTEMPT_COLUMNS =
      List.of(
          new Column("id", UUID_TYPE),
          new Column("delivery_id", UUID_TYPE),
          new Column("number", INTEGER),
          new Column("started_at", TIME),
          new Column("duration_ms", INTEGER),
          new Column("http_status", INTEGER),
          new Column("outcome", TEXT),
          new Column("error", TEXT),
          new Column("duplicate", BOOLEAN),
          new Column("url", TEXT),
          new Column("request_headers", TEXT),
          new Column("sealed_body", BYTES),
          new Column("response_headers", BYTES),
          new Column("response_body", BYTES),
          new Column("response_truncated", BOOLEAN),
          new Column("dns_ms", INTEGER),
          new Column("connect_ms", INTEGER),
          new Column("tls_ms", INTEGER),
          new Column("first_byte_ms", INTEGER),
          new Column("next_at", TIME),
          new Column("next_why", TEXT));
  private static final List<Column> LANE_COLUMNS =
      List.of(
          new Column("webhook_id", UUID_TYPE),
          new Column("failures", INTEGER),
          new Column("failing_since", TIME),
          new Column("last_attempt_at", TIME),
          new Column("last_outcome", TEXT),
          new Column("last_success_at", TIME),
          new Column("circuit", TEXT),
          new Column("open_until", TIME),
          new Column("slow_until", TIME),
          new Column("told", BOOLEAN),
          new Column("news", TEXT));
  private static final List<Column> CHANGE_COLUMNS =
      List.of(
          new Column("id", UUID_TYPE),
          new Column("webhook_id", UUID_TYPE),
          new Column("changed_at", TIME),
          new Column("kind", TEXT),
          new Column("detail", TEXT));

  private final SqlRunner sql;

  protected JdbcDeliveryStore(SqlRunner sql) {
    this.sql = sql;
  }

  protected SqlRunner sql() {
    return sql;
  }

  /** Adds rows to some tables, at best in one statement; tables may have none. */
  protected abstract void insertRows(List<Rows> tables);

  /** Adds rows whose key is not there yet. */
  protected abstract void insertNewRows(Rows rows);

  /** Changes rows by their key; of tables that have no partitions. */
  protected abstract void updateRows(Rows rows);

  /** An unfinished delivery of an ordered webhook, where it stands in line. */
  protected record InLine(DueKey key, boolean due) {}

  /** From the current row: webhook, delivery, attempts made, whether it is due. */
  protected static InLine inLine(ResultSet row) throws SQLException {
    return new InLine(dueKey(row), row.getBoolean(4));
  }

  /** From the current row: webhook, delivery, attempts made. */
  protected static DueKey dueKey(ResultSet row) throws SQLException {
    return new DueKey(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getInt(3));
  }

  /** The deliveries before the first of each webhook that is not due: that one holds the others. */
  protected static List<DueKey> untilNotDue(List<InLine> lines) {
    Set<UUID> held = new HashSet<>();
    List<DueKey> free = new ArrayList<>();
    for (InLine line : lines) {
      if (!line.due()) {
        held.add(line.key().webhookId());
      } else if (!held.contains(line.key().webhookId())) {
        free.add(line.key());
      }
    }
    return free;
  }

  /** Due deliveries in these lanes, each lane's in the order they are to be sent. */
  protected abstract List<DueKey> search(List<LaneSearch> searches);

  @Override
  public List<Subscription> subscriptions(UUID teamId, UUID appId, @Nullable UUID only) {
    String one = only == null ? "" : " and id = ?";
    @Nullable Object[] parameters =
        only == null ? new Object[] {appId, teamId} : new Object[] {appId, teamId, only};
    return sql.query(
        "select id, events, enabled, ordered, format, language, time_zone, event_filter"
            + " from webhook"
            + " where removed_at is null and (app_id = ? or (app_id is null and team_id = ?))"
            + one
            + " order by id",
        row ->
            new Subscription(
                row.getObject("id", UUID.class),
                new LinkedHashSet<>(List.of(row.getString("events").split(",", -1))),
                row.getBoolean("enabled"),
                row.getBoolean("ordered"),
                row.getString("format"),
                Locale.forLanguageTag(row.getString("language")),
                ZoneId.of(row.getString("time_zone")),
                WebhookFilter.ofText(row.getString("event_filter"))),
        parameters);
  }

  @Override
  public void insert(List<MessageBody> bodies, List<PlannedDelivery> deliveries, List<Skip> skips) {
    Map<UUID, Long> sequences = drawSequences(deliveries);
    insertRows(
        List.of(
            new Rows("message_body", BODY_COLUMNS, rows(bodies, JdbcDeliveryStore::row)),
            new Rows("delivery", DELIVERY_COLUMNS, rows(deliveries, JdbcDeliveryStore::row)),
            new Rows("delivery_skip", SKIP_COLUMNS, rows(skips, JdbcDeliveryStore::row)),
            new Rows(
                "delivery_due", DUE_COLUMNS, rows(deliveries, one -> dueRow(one, sequences)))));
  }

  private static @Nullable Object[] row(MessageBody body) {
    return new @Nullable Object[] {
      body.id(), body.eventId(), body.eventType(), body.format(), body.contentType(), body.bytes()
    };
  }

  private static @Nullable Object[] row(PlannedDelivery delivery) {
    return new @Nullable Object[] {
      delivery.id(),
      delivery.appId(),
      delivery.eventId(),
      delivery.webhookId(),
      delivery.bodyId(),
      "PENDING",
      0,
      delivery.test(),
      delivery.resendOf(),
      delivery.createdAt()
    };
  }

  private static @Nullable Object[] row(Skip skip) {
    return new @Nullable Object[] {skip.eventId(), skip.webhookId(), skip.reason().wireName()};
  }

  private static @Nullable Object[] dueRow(PlannedDelivery delivery, Map<UUID, Long> sequences) {
    return new @Nullable Object[] {
      delivery.id(),
      delivery.webhookId(),
      delivery.dueAt(),
      delivery.expiresAt(),
      sequences.getOrDefault(delivery.id(), delivery.test() ? -1L : 0L),
      0,
      0
    };
  }

  /**
   * Gives deliveries to ordered webhooks their numbers. The counter stays locked until the caller's
   * transaction ends, so that numbers are in the order of commits; several are locked in the order
   * of their keys.
   */
  private Map<UUID, Long> drawSequences(List<PlannedDelivery> deliveries) {
    Map<UUID, Long> drawn = new HashMap<>();
    deliveries.stream()
        .filter(delivery -> delivery.ordered() && !delivery.test())
        .sorted(Comparator.comparing(PlannedDelivery::webhookId))
        .forEach(delivery -> drawn.put(delivery.id(), drawSequence(delivery.webhookId())));
    return drawn;
  }

  private long drawSequence(UUID webhookId) {
    if (sql.update(
            "update webhook_sequence set next_number = next_number + 1 where webhook_id = ?",
            webhookId)
        == 0) {
      // the webhook was registered with its counter: this cannot be
      throw new IllegalStateException("A webhook without a counter: " + webhookId);
    }
    return sql.query(
            "select next_number from webhook_sequence where webhook_id = ?",
            row -> row.getLong(1),
            webhookId)
        .get(0);
  }

  @Override
  public Map<UUID, Lane> lockLanes(Collection<UUID> webhookIds) {
    if (webhookIds.isEmpty()) {
      return Map.of();
    }
    List<Lane> lanes =
        sql.query(
            "select webhook_id, owner, epoch, generation, failures, failing_since,"
                + " last_attempt_at, last_outcome, last_success_at, circuit, open_until,"
                + " slow_until, told, news from webhook_lane"
                + " where webhook_id = any(?) order by webhook_id for update",
            JdbcDeliveryStore::lane,
            webhookIds);
    Map<UUID, Lane> byWebhook = new HashMap<>();
    lanes.forEach(lane -> byWebhook.put(lane.webhookId(), lane));
    return byWebhook;
  }

  static MessageBody body(ResultSet row) throws SQLException {
    return new MessageBody(
        row.getObject("id", UUID.class),
        row.getObject("event_id", UUID.class),
        row.getString("event_type"),
        row.getString("format"),
        row.getString("content_type"),
        row.getBytes("bytes"));
  }

  static Lane lane(ResultSet row) throws SQLException {
    String news = row.getString("news");
    return new Lane(
        row.getObject("webhook_id", UUID.class),
        row.getObject("owner", UUID.class),
        row.getLong("epoch"),
        row.getLong("generation"),
        health(row),
        row.getBoolean("told"),
        news == null ? null : LaneNews.valueOf(news));
  }

  static WebhookHealth health(ResultSet row) throws SQLException {
    String outcome = row.getString("last_outcome");
    return new WebhookHealth(
        outcome == null ? null : AttemptOutcome.valueOf(outcome),
        instant(row, "last_attempt_at"),
        instant(row, "last_success_at"),
        row.getInt("failures"),
        instant(row, "failing_since"),
        Circuit.valueOf(row.getString("circuit")),
        instant(row, "open_until"),
        instant(row, "slow_until"));
  }

  @Override
  public Map<UUID, DueRow> dueRows(Collection<UUID> deliveryIds) {
    if (deliveryIds.isEmpty()) {
      return Map.of();
    }
    List<DueRow> rows =
        sql.query(
            "select delivery_id, webhook_id, due_at, expires_at, attempt_count, not_sent"
                + " from delivery_due where delivery_id = any(?)",
            JdbcDeliveryStore::dueRow,
            deliveryIds);
    Map<UUID, DueRow> byDelivery = new HashMap<>();
    rows.forEach(row -> byDelivery.put(row.deliveryId(), row));
    return byDelivery;
  }

  private static DueRow dueRow(ResultSet row) throws SQLException {
    return new DueRow(
        row.getObject("delivery_id", UUID.class),
        row.getObject("webhook_id", UUID.class),
        requiredInstant(row, "due_at"),
        requiredInstant(row, "expires_at"),
        row.getInt("attempt_count"),
        row.getInt("not_sent"));
  }

  @Override
  public void insertAttempts(List<Attempt> attempts) {
    write(
        attempts,
        attempt -> {
          Exchange exchange = attempt.exchange();
          Timings timings = exchange.timings();
          NextAttempt next = attempt.next();
          return new @Nullable Object[] {
            attempt.id(),
            attempt.deliveryId(),
            attempt.number(),
            attempt.startedAt(),
            (int) attempt.took().toMillis(),
            exchange.httpStatus(),
            attempt.outcome().name(),
            attempt.error(),
            attempt.duplicate(),
            exchange.url(),
            exchange.requestHeaders(),
            exchange.sealedBody(),
            exchange.responseHeaders(),
            exchange.responseBody(),
            exchange.truncated(),
            millis(timings.dns()),
            millis(timings.connect()),
            millis(timings.tls()),
            millis(timings.firstByte()),
            next == null ? null : next.at(),
            next == null ? null : next.why().wireName()
          };
        },
        rows -> insertNewRows(new Rows("attempt", ATTEMPT_COLUMNS, rows)));
  }

  private static @Nullable Integer millis(@Nullable Duration time) {
    return time == null ? null : (int) time.toMillis();
  }

  @Override
  public void close(List<Closing> closings) {
    if (closings.isEmpty()) {
      return;
    }
    sql.update(
        "delete from delivery_due where delivery_id = any(?)",
        closings.stream().map(Closing::deliveryId).toList());
    Map<Ending, List<UUID>> byEnding = new LinkedHashMap<>();
    for (Closing closing : closings) {
      byEnding
          .computeIfAbsent(Ending.of(closing), none -> new ArrayList<>())
          .add(closing.deliveryId());
    }
    byEnding.forEach(this::end);
  }

  /** What deliveries that end alike have in common: most of a round's are delivered at once. */
  private record Ending(
      DeliveryStatus status, @Nullable String reason, int attemptCount, Instant finishedAt) {

    static Ending of(Closing closing) {
      return new Ending(
          closing.status(), closing.reason(), closing.attemptCount(), closing.finishedAt());
    }
  }

  private void end(Ending ending, List<UUID> deliveries) {
    KeyRange range = KeyRange.of(deliveries);
    sql.update(
        "update delivery set status = ?, reason = ?, attempt_count = ?, finished_at = ?"
            + " where id = any(?) and id >= ? and id <= ?",
        ending.status(),
        ending.reason(),
        ending.attemptCount(),
        ending.finishedAt(),
        deliveries,
        range.least(),
        range.most());
  }

  @Override
  public void updateDue(List<DueRow> rows) {
    write(
        rows,
        row ->
            new @Nullable Object[] {
              row.deliveryId(), row.dueAt(), row.expiresAt(), row.attemptCount(), row.notSent()
            },
        values -> updateRows(new Rows("delivery_due", DUE_UPDATE_COLUMNS, values)));
  }

  @Override
  public void updateLanes(Collection<Lane> lanes) {
    write(
        lanes,
        lane -> {
          WebhookHealth health = lane.health();
          AttemptOutcome outcome = health.lastOutcome();
          LaneNews news = lane.news();
          return new @Nullable Object[] {
            lane.webhookId(),
            health.failures(),
            health.failingSince(),
            health.lastAttemptAt(),
            outcome == null ? null : outcome.name(),
            health.lastSuccessAt(),
            health.circuit().name(),
            health.openUntil(),
            health.slowUntil(),
            lane.told(),
            news == null ? null : news.name()
          };
        },
        rows -> updateRows(new Rows("webhook_lane", LANE_COLUMNS, rows)));
  }

  @Override
  public void insertChanges(List<EndpointChange> changes) {
    write(
        changes,
        change ->
            new @Nullable Object[] {
              change.id(), change.webhookId(), change.at(), change.kind().name(), change.detail()
            },
        rows -> insertRows(List.of(new Rows("endpoint_change", CHANGE_COLUMNS, rows))));
  }

  @Override
  public Reading readDue(UUID node, List<LaneDemand> demands, Instant now, Set<UUID> busy) {
    return demands.isEmpty()
        ? Reading.NOTHING
        : new DueReader(sql, this::search, node, now, busy).read(demands);
  }

  @Override
  public boolean paused() {
    return sql.query("select paused from engine_switch", row -> row.getBoolean(1)).contains(true);
  }

  @Override
  public List<DueRow> ofRemovedWebhooks(UUID node, Set<UUID> busy, int max) {
    return idle(
        sql.query(
            "select d.delivery_id, d.webhook_id, d.due_at, d.expires_at, d.attempt_count,"
                + " d.not_sent from webhook_lane l join webhook w on w.id = l.webhook_id"
                + " join delivery_due d on d.webhook_id = l.webhook_id"
                + " where l.owner = ? and w.removed_at is not null limit ?",
            JdbcDeliveryStore::dueRow,
            node,
            max + busy.size()),
        busy,
        max);
  }

  @Override
  public List<Withdrawn> withdrawn(UUID node, Set<UUID> busy, int max) {
    return sql
        .query(
            "select x.delivery_id as wanted, d.delivery_id, d.webhook_id, d.due_at, d.expires_at,"
                + " d.attempt_count, d.not_sent, x.reason from delivery_withdrawal x"
                + " join webhook_lane l on l.webhook_id = x.webhook_id"
                + " left join delivery_due d on d.delivery_id = x.delivery_id"
                + " where l.owner = ? limit ?",
            row ->
                new Withdrawn(
                    row.getObject("wanted", UUID.class),
                    row.getObject("delivery_id") == null ? null : dueRow(row),
                    row.getString("reason")),
            node,
            max + busy.size())
        .stream()
        .filter(found -> !busy.contains(found.deliveryId()))
        .limit(max)
        .toList();
  }

  @Override
  public void forgetWithdrawn(Collection<UUID> deliveryIds) {
    if (!deliveryIds.isEmpty()) {
      sql.update("delete from delivery_withdrawal where delivery_id = any(?)", deliveryIds);
    }
  }

  @Override
  public List<AppWithdrawal> withdrawnApps(UUID node, Instant now, int max) {
    return sql.query(
        "select x.webhook_id, x.app_id, x.deleted_at, x.reached, x.look_at from app_withdrawal x"
            + " join webhook_lane l on l.webhook_id = x.webhook_id"
            + " where l.owner = ? and x.look_at <= ? order by x.look_at limit ?",
        row ->
            new AppWithdrawal(
                row.getObject("webhook_id", UUID.class),
                row.getObject("app_id", UUID.class),
                requiredInstant(row, "deleted_at"),
                row.getObject("reached", UUID.class),
                requiredInstant(row, "look_at")),
        node,
        now,
        max);
  }

  @Override
  public Map<UUID, UUID> pending(UUID appId, UUID after, int max) {
    Map<UUID, UUID> found = new LinkedHashMap<>();
    searchPending(appId, after, max).forEach(row -> found.put(row.getKey(), row.getValue()));
    return found;
  }

  /**
   * Keys and webhooks of pending deliveries of an app behind a key, in the order of keys, by the
   * index of app and state.
   */
  protected abstract List<Map.Entry<UUID, UUID>> searchPending(UUID appId, UUID after, int max);

  protected static Map.Entry<UUID, UUID> deliveryAndWebhook(ResultSet row) throws SQLException {
    return Map.entry(row.getObject("id", UUID.class), row.getObject("webhook_id", UUID.class));
  }

  @Override
  public void looked(List<AppWithdrawal> marks) {
    if (!marks.isEmpty()) {
      sql.batch(
          "update app_withdrawal set reached = ?, look_at = ? where webhook_id = ? and app_id = ?",
          marks.stream()
              .map(
                  mark ->
                      new @Nullable Object[] {
                        mark.reached(), mark.lookAt(), mark.webhookId(), mark.appId()
                      })
              .toList());
    }
  }

  @Override
  public void forgetWithdrawnApps(List<AppWithdrawal> marks) {
    if (!marks.isEmpty()) {
      sql.batch(
          "delete from app_withdrawal where webhook_id = ? and app_id = ?",
          marks.stream()
              .map(mark -> new @Nullable Object[] {mark.webhookId(), mark.appId()})
              .toList());
    }
  }

  @Override
  public List<DueRow> expired(UUID node, Instant now, Instant bornBefore, Set<UUID> busy, int max) {
    return idle(
        sql.query(
            "select d.delivery_id, d.webhook_id, d.due_at, d.expires_at, d.attempt_count,"
                + " d.not_sent from delivery_due d"
                + " join webhook_lane l on l.webhook_id = d.webhook_id"
                + " where l.owner = ? and d.delivery_id < ? and d.expires_at <= ?"
                + " order by d.delivery_id limit ?",
            JdbcDeliveryStore::dueRow,
            node,
            PublicId.firstKeyAt(bornBefore),
            now,
            max + busy.size()),
        busy,
        max);
  }

  private static List<DueRow> idle(List<DueRow> rows, Set<UUID> busy, int max) {
    return rows.stream().filter(row -> !busy.contains(row.deliveryId())).limit(max).toList();
  }

  private interface ToRow<T> {
    @Nullable Object[] row(T value);
  }

  private interface Write {
    void write(List<@Nullable Object[]> rows);
  }

  private static <T> void write(Collection<T> values, ToRow<T> toRow, Write write) {
    if (!values.isEmpty()) {
      write.write(rows(values, toRow));
    }
  }

  private static <T> List<@Nullable Object[]> rows(Collection<T> values, ToRow<T> toRow) {
    List<@Nullable Object[]> rows = new ArrayList<>(values.size());
    values.forEach(value -> rows.add(toRow.row(value)));
    return rows;
  }
}
