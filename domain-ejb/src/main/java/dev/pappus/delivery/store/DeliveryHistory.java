package dev.pappus.delivery.store;

import static dev.pappus.delivery.store.SqlRunner.instant;
import static dev.pappus.delivery.store.SqlRunner.requiredInstant;

import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryFilter;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.delivery.Exchange;
import dev.pappus.delivery.NextAttempt;
import dev.pappus.delivery.Skip;
import dev.pappus.delivery.SkipReason;
import dev.pappus.delivery.Timings;
import dev.pappus.delivery.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries as lists show them, and their end; the same SQL on both databases. */
@ApplicationScoped
public class DeliveryHistory {
  private static final String DELIVERY =
      "select v.id, v.app_id, v.event_id, v.webhook_id, v.status, v.reason,"
          + " coalesce(d.attempt_count, v.attempt_count) as attempts, d.due_at, v.test,"
          + " v.resend_of, v.job_id, v.created_at, v.finished_at"
          + " from delivery v left join delivery_due d on d.delivery_id = v.id";

  /** Whether a delivery {@code v} is of an app that was not deleted. */
  static final String APP_LIVES =
      "exists (select 1 from app a where a.id = v.app_id and a.deleted_at is null)";

  /**
   * Whether a delivery {@code v} is to a webhook of the team that has its app now: what the
   * webhooks of a former team got is that team's.
   */
  private static final String OF_ITS_TEAM =
      "exists (select 1 from webhook w join app o on o.team_id = w.team_id"
          + " where w.id = v.webhook_id and o.id = v.app_id)";

  @Inject SqlRunner sql;

  /** For CDI. */
  @SuppressWarnings("NullAway.Init")
  public DeliveryHistory() {}

  /** On a certain runner. */
  public DeliveryHistory(SqlRunner sql) {
    this.sql = sql;
  }

  /**
   * Deliveries of an app, newest first.
   *
   * @param before only smaller ids; null for the newest
   */
  public List<Delivery> page(UUID appId, DeliveryFilter filter, @Nullable UUID before, int limit) {
    return page("v.app_id = ? and " + OF_ITS_TEAM, appId, filter, before, limit);
  }

  /** As {@link #page}, of one webhook, whichever apps it serves; of deleted ones nothing. */
  public List<Delivery> pageOfWebhook(
      UUID webhookId, DeliveryFilter filter, @Nullable UUID before, int limit) {
    return page("v.webhook_id = ? and " + APP_LIVES, webhookId, filter, before, limit);
  }

  private List<Delivery> page(
      String owner, UUID ownerId, DeliveryFilter filter, @Nullable UUID before, int limit) {
    StringBuilder text = new StringBuilder(DELIVERY).append(" where ").append(owner);
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(ownerId);
    narrow(text, parameters, " and v.webhook_id = ?", filter.webhookId());
    UUID event = filter.eventId();
    if (event != null) {
      narrow(text, parameters, " and v.event_id = ?", event);
      narrow(text, parameters, " and v.id >= ?", KeyRange.of(List.of(event)).leastLater());
    }
    narrow(text, parameters, " and v.status = ?", filter.status());
    narrow(
        text,
        parameters,
        " and exists (select 1 from app_event e where e.id = v.event_id and e.type = ?)",
        filter.eventType());
    narrow(text, parameters, " and v.created_at >= ?", filter.since());
    narrow(text, parameters, " and v.created_at < ?", filter.until());
    // keys hold the time: they lead the search to the range
    narrow(text, parameters, " and v.id >= ?", IdRange.from(filter.since()));
    narrow(text, parameters, " and v.id < ?", IdRange.before(filter.until()));
    narrow(text, parameters, " and v.id < ?", before);
    text.append(" order by v.id desc limit ?");
    parameters.add(limit);
    return sql.query(text.toString(), DeliveryHistory::delivery, parameters.toArray());
  }

  private static void narrow(
      StringBuilder text, List<@Nullable Object> parameters, String by, @Nullable Object value) {
    if (value != null) {
      text.append(by);
      parameters.add(value);
    }
  }

  /** A delivery of an app of a team. */
  public Optional<Delivery> find(UUID teamId, UUID id) {
    return sql
        .query(
            DELIVERY
                + " join app a on a.id = v.app_id"
                + " where v.id = ? and a.team_id = ? and a.deleted_at is null and "
                + OF_ITS_TEAM,
            DeliveryHistory::delivery,
            id,
            teamId)
        .stream()
        .findFirst();
  }

  /** A delivery of a webhook; none of a deleted app. */
  public Optional<Delivery> findOfWebhook(UUID webhookId, UUID id) {
    return sql
        .query(
            DELIVERY + " where v.id = ? and v.webhook_id = ? and " + APP_LIVES,
            DeliveryHistory::delivery,
            id,
            webhookId)
        .stream()
        .findFirst();
  }

  /** The delivery of an event to a webhook that was made last. */
  public Optional<Delivery> findLatest(UUID eventId, UUID webhookId) {
    return sql
        .query(
            DELIVERY + " where v.event_id = ? and v.webhook_id = ? order by v.id desc limit 1",
            DeliveryHistory::delivery,
            eventId,
            webhookId)
        .stream()
        .findFirst();
  }

  /** Whether a webhook is still there. */
  public boolean webhookLives(UUID webhookId) {
    return !sql.query(
            "select id from webhook where id = ? and removed_at is null",
            row -> Boolean.TRUE,
            webhookId)
        .isEmpty();
  }

  /** Whether a webhook gets its deliveries one after the other. */
  public boolean ordered(UUID webhookId) {
    return sql.query(
            "select ordered from webhook where id = ?", row -> row.getBoolean(1), webhookId)
        .contains(true);
  }

  /** The body of a delivery; empty once it was purged. */
  public Optional<MessageBody> body(UUID deliveryId) {
    return Optional.ofNullable(bodies(List.of(deliveryId)).get(deliveryId));
  }

  /** The bodies of deliveries, by delivery; one that was purged is left out. */
  public Map<UUID, MessageBody> bodies(Collection<UUID> deliveryIds) {
    Map<UUID, MessageBody> found = new HashMap<>();
    if (deliveryIds.isEmpty()) {
      return found;
    }
    KeyRange range = KeyRange.of(deliveryIds);
    sql.query(
            "select v.id as delivery_id, b.id, b.event_id, b.event_type, b.format, b.content_type,"
                + " b.bytes from delivery v join message_body b on b.id = v.body_id"
                + " where v.id = any(?) and v.id >= ? and v.id <= ?",
            row -> Map.entry(row.getObject("delivery_id", UUID.class), JdbcDeliveryStore.body(row)),
            deliveryIds,
            range.least(),
            range.most())
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /** The types of events, by event; one that was purged is left out. */
  public Map<UUID, String> eventTypes(Collection<UUID> eventIds) {
    Map<UUID, String> found = new HashMap<>();
    if (eventIds.isEmpty()) {
      return found;
    }
    KeyRange range = KeyRange.of(eventIds);
    sql.query(
            "select id, type from app_event where id = any(?) and id >= ? and id <= ?",
            row -> Map.entry(row.getObject("id", UUID.class), row.getString("type")),
            eventIds,
            range.least(),
            range.most())
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /** What holds unfinished deliveries; finished ones are left out. */
  public List<Waiting.Situation> situations(Collection<UUID> deliveryIds) {
    if (deliveryIds.isEmpty()) {
      return List.of();
    }
    KeyRange range = KeyRange.of(deliveryIds);
    return sql.query(
        "select d.delivery_id, v.test, d.due_at, d.not_sent, w.removed_at, w.enabled,"
            + " w.rate_limit, w.rate_period, l.owner, l.open_until, l.slow_until, n.heartbeat_at,"
            + " (select s.paused from engine_switch s where s.id = 1) as paused,"
            // rows from before ordering was switched on have no number and go first
            + " case when w.ordered then case when d.sequence is null then false else exists"
            + " (select 1 from delivery_due o where o.webhook_id = d.webhook_id"
            + " and (o.sequence is null or o.sequence < d.sequence)) end else false end as behind"
            + " from delivery_due d join delivery v on v.id = d.delivery_id"
            + " join webhook w on w.id = d.webhook_id"
            + " left join webhook_lane l on l.webhook_id = d.webhook_id"
            + " left join node n on n.id = l.owner"
            + " where d.delivery_id = any(?) and v.id = any(?) and v.id >= ? and v.id <= ?",
        DeliveryHistory::situation,
        deliveryIds,
        deliveryIds,
        range.least(),
        range.most());
  }

  private static Waiting.Situation situation(ResultSet row) throws SQLException {
    Integer rate = row.getObject("rate_limit", Integer.class);
    return new Waiting.Situation(
        row.getObject("delivery_id", UUID.class),
        row.getBoolean("test"),
        requiredInstant(row, "due_at"),
        row.getInt("not_sent"),
        row.getObject("removed_at") != null,
        row.getBoolean("enabled"),
        row.getBoolean("paused"),
        row.getObject("owner", UUID.class),
        instant(row, "heartbeat_at"),
        instant(row, "open_until"),
        instant(row, "slow_until"),
        rate == null
            ? null
            : rate + " calls a " + row.getString("rate_period").toLowerCase(Locale.ROOT),
        row.getBoolean("behind"));
  }

  /** All deliveries of events, oldest first. */
  public List<Delivery> ofEvents(Collection<UUID> eventIds) {
    return eventIds.isEmpty()
        ? List.of()
        : sql.query(
            DELIVERY + " where v.event_id = any(?) and v.id >= ? order by v.id",
            DeliveryHistory::delivery,
            eventIds,
            KeyRange.of(eventIds).leastLater());
  }

  public List<Skip> skipsOfEvents(Collection<UUID> eventIds) {
    return eventIds.isEmpty()
        ? List.of()
        : sql.query(
            "select event_id, webhook_id, reason from delivery_skip where event_id = any(?)"
                + " order by webhook_id",
            row ->
                new Skip(
                    row.getObject("event_id", UUID.class),
                    row.getObject("webhook_id", UUID.class),
                    SkipReason.ofWireName(row.getString("reason"))),
            eventIds);
  }

  /** The attempts of a delivery, first first. */
  public List<Attempt> attempts(UUID deliveryId) {
    return attempts(List.of(deliveryId));
  }

  /** The attempts of deliveries, first first. */
  public List<Attempt> attempts(Collection<UUID> deliveryIds) {
    return attempts("sealed_body, response_headers, response_body", deliveryIds);
  }

  /**
   * As {@link #attempts}, for lists: without what was sent, and of the answers' bodies the
   * beginning.
   *
   * @param answerBytes how much of each answer
   */
  public List<Attempt> attemptsInShort(Collection<UUID> deliveryIds, int answerBytes) {
    return attempts(
        "cast(null as bytea) as sealed_body, cast(null as bytea) as response_headers,"
            + " substring(response_body from 1 for "
            + answerBytes
            + ") as response_body",
        deliveryIds);
  }

  private List<Attempt> attempts(String wide, Collection<UUID> deliveryIds) {
    return deliveryIds.isEmpty()
        ? List.of()
        : sql.query(
            "select id, delivery_id, number, started_at, duration_ms, http_status, outcome, error,"
                + " duplicate, url, request_headers, response_truncated, dns_ms, connect_ms,"
                + " tls_ms, first_byte_ms, next_at, next_why, "
                + wide
                + " from attempt where delivery_id = any(?) and id >= ? order by id",
            DeliveryHistory::attempt,
            deliveryIds,
            KeyRange.of(deliveryIds).leastLater());
  }

  /**
   * Removes finished deliveries of an app with all that hangs on them; never one that is still due.
   *
   * @return how many rows went; 0 when nothing is left that may go
   */
  public int purge(UUID appId, int max) {
    Map<UUID, UUID> bodies = new HashMap<>();
    sql.query(
            "select v.id, v.body_id from delivery v where v.app_id = ? and not exists"
                + " (select 1 from delivery_due d where d.delivery_id = v.id)"
                + " order by v.id limit ?",
            row -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
            appId,
            max)
        .forEach(row -> bodies.put(row.getKey(), row.getValue()));
    if (bodies.isEmpty()) {
      sql.update(
          "delete from delivery_recovery where webhook_id in"
              + " (select w.id from webhook w where w.app_id = ?)",
          appId);
      return sql.update(
          "delete from delivery_skip where webhook_id in"
              + " (select w.id from webhook w where w.app_id = ?)",
          appId);
    }
    KeyRange range = KeyRange.of(bodies.keySet());
    sql.update(
        "delete from attempt where delivery_id = any(?) and id >= ?",
        bodies.keySet(),
        range.leastLater());
    int removed =
        sql.update(
            "delete from delivery where id = any(?) and id >= ? and id <= ?",
            bodies.keySet(),
            range.least(),
            range.most());
    Set<UUID> unused = Set.copyOf(bodies.values());
    KeyRange bodyRange = KeyRange.of(unused);
    sql.update(
        "delete from message_body where id = any(?) and id >= ? and id <= ? and not exists"
            + " (select 1 from delivery v where v.event_id = message_body.event_id"
            + " and v.body_id = message_body.id)",
        unused,
        bodyRange.least(),
        bodyRange.most());
    return removed;
  }

  static Delivery delivery(ResultSet row) throws SQLException {
    Instant created = requiredInstant(row, "created_at");
    Instant due = instant(row, "due_at");
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getObject("app_id", UUID.class),
        row.getObject("event_id", UUID.class),
        row.getObject("webhook_id", UUID.class),
        DeliveryStatus.valueOf(row.getString("status")),
        row.getString("reason"),
        row.getInt("attempts"),
        // a test is due since the epoch, so that it sorts first
        due != null && due.isBefore(created) ? created : due,
        false,
        row.getBoolean("test"),
        row.getObject("resend_of", UUID.class),
        row.getObject("job_id", UUID.class),
        created,
        instant(row, "finished_at"));
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        row.getObject("id", UUID.class),
        row.getObject("delivery_id", UUID.class),
        row.getInt("number"),
        requiredInstant(row, "started_at"),
        Duration.ofMillis(row.getInt("duration_ms")),
        AttemptOutcome.valueOf(row.getString("outcome")),
        row.getString("error"),
        row.getBoolean("duplicate"),
        next(row),
        new Exchange(
            row.getString("url"),
            row.getString("request_headers"),
            row.getBytes("sealed_body"),
            row.getObject("http_status", Integer.class),
            row.getBytes("response_headers"),
            row.getBytes("response_body"),
            row.getBoolean("response_truncated"),
            new Timings(
                millis(row, "dns_ms"),
                millis(row, "connect_ms"),
                millis(row, "tls_ms"),
                millis(row, "first_byte_ms"))));
  }

  private static @Nullable NextAttempt next(ResultSet row) throws SQLException {
    Instant at = instant(row, "next_at");
    return at == null
        ? null
        : new NextAttempt(at, NextAttempt.Why.ofWireName(row.getString("next_why")));
  }

  private static @Nullable Duration millis(ResultSet row, String column) throws SQLException {
    Integer millis = row.getObject(column, Integer.class);
    return millis == null ? null : Duration.ofMillis(millis);
  }
}
