package dev.pappus.delivery.store;

import static dev.pappus.delivery.store.SqlRunner.instant;
import static dev.pappus.delivery.store.SqlRunner.requiredInstant;

import dev.pappus.delivery.Circuit;
import dev.pappus.delivery.EndpointChange;
import dev.pappus.delivery.EngineState;
import dev.pappus.delivery.LaneNews;
import dev.pappus.delivery.WebhookHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lanes and the nodes that own them; the same SQL on both databases. */
@ApplicationScoped
public class LaneStore {
  @Inject SqlRunner sql;

  /** For CDI. */
  @SuppressWarnings("NullAway.Init")
  public LaneStore() {}

  /** On a certain runner. */
  public LaneStore(SqlRunner sql) {
    this.sql = sql;
  }

  /**
   * A node as its row tells.
   *
   * @param lanes how many it owned at its last heartbeat
   * @param inFlight how many deliveries it was sending then
   */
  public record NodeRow(
      UUID id,
      UUID dataDirectoryId,
      Instant startedAt,
      Instant heartbeatAt,
      int lanes,
      int inFlight) {}

  /** Makes the lane of a new webhook, owned by nobody, and its counter. */
  public void insert(UUID webhookId) {
    sql.update(
        "insert into webhook_lane (webhook_id, epoch, generation, circuit, failures, told)"
            + " values (?, 0, 0, 'CLOSED', 0, false)",
        webhookId);
    sql.update("insert into webhook_sequence (webhook_id, next_number) values (?, 0)", webhookId);
  }

  /** Forgets how the endpoint did; what is in flight will not count any more. */
  public void reset(UUID webhookId) {
    sql.update(
        "update webhook_lane set generation = generation + 1, circuit = 'CLOSED', failures = 0,"
            + " failing_since = null, open_until = null, slow_until = null, news = null"
            + " where webhook_id = ?",
        webhookId);
  }

  /** Somebody thinks that the endpoint is mended: lets the next probe go now. */
  public void probeNow(UUID webhookId, Instant now) {
    sql.update(
        "update webhook_lane set open_until = ? where webhook_id = ? and circuit = 'OPEN'"
            + " and open_until > ?",
        now,
        webhookId,
        now);
  }

  /** Its news were told. */
  public void told(UUID webhookId, boolean ofTrouble) {
    sql.update(
        "update webhook_lane set told = ?, news = null where webhook_id = ?", ofTrouble, webhookId);
  }

  /** Says that a node lives, and what it does. */
  public void beat(UUID node, UUID dataDirectoryId, Instant now, int lanes, int inFlight) {
    if (sql.update(
            "update node set heartbeat_at = ?, lanes = ?, in_flight = ? where id = ?",
            now,
            lanes,
            inFlight,
            node)
        == 0) {
      sql.update(
          "insert into node (id, data_dir_id, started_at, heartbeat_at, lanes, in_flight)"
              + " values (?, ?, ?, ?, ?, ?)",
          node,
          dataDirectoryId,
          now,
          now,
          lanes,
          inFlight);
    }
  }

  public List<NodeRow> nodes() {
    return sql.query(
        "select id, data_dir_id, started_at, heartbeat_at, lanes, in_flight from node order by id",
        row ->
            new NodeRow(
                row.getObject("id", UUID.class),
                row.getObject("data_dir_id", UUID.class),
                requiredInstant(row, "started_at"),
                requiredInstant(row, "heartbeat_at"),
                row.getInt("lanes"),
                row.getInt("in_flight")));
  }

  /** The lanes that nobody owns, or a node that is not there any more. */
  public List<UUID> ownerless() {
    return sql.query(
        "select l.webhook_id from webhook_lane l left join node n on n.id = l.owner"
            + " where n.id is null",
        row -> row.getObject(1, UUID.class));
  }

  /** Takes those of the lanes that are still ownerless. */
  public int take(UUID node, Collection<UUID> webhookIds) {
    return sql.update(
        "update webhook_lane set owner = ?, epoch = epoch + 1 where webhook_id = any(?)"
            + " and (owner is null"
            + " or not exists (select 1 from node n where n.id = webhook_lane.owner))",
        node,
        webhookIds);
  }

  public void forgetNodes(Collection<UUID> nodes) {
    sql.update("delete from node where id = any(?)", nodes);
  }

  /** A lane of a node. */
  public record OwnedLane(
      UUID webhookId, long epoch, boolean proven, Circuit circuit, @Nullable LaneNews news) {}

  /** The lanes of a node. */
  public List<OwnedLane> owned(UUID node) {
    return sql.query(
        "select webhook_id, epoch, failures, last_success_at, circuit, news from webhook_lane"
            + " where owner = ?",
        LaneStore::owned,
        node);
  }

  private static OwnedLane owned(ResultSet row) throws SQLException {
    String news = row.getString("news");
    return new OwnedLane(
        row.getObject("webhook_id", UUID.class),
        row.getLong("epoch"),
        row.getInt("failures") == 0 && row.getObject("last_success_at") != null,
        Circuit.valueOf(row.getString("circuit")),
        news == null ? null : LaneNews.valueOf(news));
  }

  /** Gives lanes of a node back. */
  public void release(UUID node, Collection<UUID> webhookIds) {
    sql.update(
        "update webhook_lane set owner = null where owner = ? and webhook_id = any(?)",
        node,
        webhookIds);
  }

  /** Gives all lanes of a node back. */
  public void release(UUID node) {
    sql.update("update webhook_lane set owner = null where owner = ?", node);
    forgetNodes(List.of(node));
  }

  /**
   * Removes a node's lanes of webhooks that were removed before that time and have nothing left to
   * close. The time leaves room for an event whose transaction began before the removal.
   */
  public void removeLeftLanes(UUID node, Instant removedBefore) {
    int removed =
        sql.update(
            "delete from webhook_lane where owner = ?"
                + " and exists (select 1 from webhook w where w.id = webhook_lane.webhook_id"
                + " and w.removed_at < ?)"
                + " and not exists (select 1 from delivery_due d"
                + " where d.webhook_id = webhook_lane.webhook_id)",
            node,
            removedBefore);
    if (removed > 0) {
      sql.update(
          "delete from webhook_sequence where not exists"
              + " (select 1 from webhook_lane l where l.webhook_id = webhook_sequence.webhook_id)");
      sql.update(
          "delete from app_withdrawal where not exists"
              + " (select 1 from webhook_lane l where l.webhook_id = app_withdrawal.webhook_id)");
      sql.update(
          "delete from delivery_withdrawal where not exists (select 1 from webhook_lane l"
              + " where l.webhook_id = delivery_withdrawal.webhook_id)");
    }
  }

  /**
   * Marks a deleted app for the owners of the lanes of its team's webhooks: one row for each.
   *
   * @return the team's webhooks
   */
  public List<UUID> withdrawApp(UUID appId, Instant now) {
    sql.update(
        "insert into app_withdrawal (webhook_id, app_id, deleted_at, reached, look_at)"
            + " select w.id, a.id, cast(? as timestamp(6) with time zone), cast(? as uuid),"
            + " cast(? as timestamp(6) with time zone) from app a"
            + " join webhook w on w.owner_id = a.team_id and w.app_id is null"
            + " where a.id = ? and w.removed_at is null",
        now,
        AppWithdrawal.BEGINNING,
        now,
        appId);
    return sql.query(
        "select webhook_id from app_withdrawal where app_id = ?",
        row -> row.getObject(1, UUID.class),
        appId);
  }

  /** How endpoints have been doing, by webhook; those without a lane are left out. */
  public Map<UUID, WebhookHealth> health(Collection<UUID> webhookIds) {
    Map<UUID, WebhookHealth> found = new HashMap<>();
    sql.query(
            "select webhook_id, failures, failing_since, last_attempt_at, last_outcome,"
                + " last_success_at, circuit, open_until, slow_until from webhook_lane"
                + " where webhook_id = any(?)",
            row ->
                Map.entry(row.getObject("webhook_id", UUID.class), JdbcDeliveryStore.health(row)),
            webhookIds)
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /** How many deliveries are unfinished, counted up to a limit. */
  public int backlog(int limit) {
    return sql.query(
            "select count(*) from (select 1 from delivery_due limit ?) q",
            row -> row.getInt(1),
            limit)
        .get(0);
  }

  /**
   * Since when the delivery that has waited longest has been due, of those that could be sent: not
   * behind a webhook that is off or an endpoint that may not be called. Null if none waits.
   */
  public @Nullable Instant oldestDue(UUID node, Instant now) {
    return sql.query(
            "select min(q.due_at) as oldest from (select (select d.due_at from delivery_due d"
                + " where d.webhook_id = l.webhook_id order by d.webhook_id, d.due_at limit 1)"
                + " as due_at from webhook_lane l join webhook w on w.id = l.webhook_id"
                + " where l.owner = ? and w.enabled and l.circuit = 'CLOSED'"
                + " and (l.slow_until is null or l.slow_until <= ?)) q where q.due_at <= ?",
            row -> Optional.ofNullable(instant(row, "oldest")),
            node,
            now,
            now)
        .get(0)
        .orElse(null);
  }

  /** How many lanes' circuits are open, on all nodes. */
  public int openCircuits() {
    return sql.query(
            "select count(*) from webhook_lane where circuit = 'OPEN'", row -> row.getInt(1))
        .get(0);
  }

  /** What happened to an endpoint, latest first. */
  public List<EndpointChange> changes(UUID webhookId, @Nullable UUID before, int limit) {
    List<@Nullable Object> parameters = new ArrayList<>(List.of(webhookId));
    if (before != null) {
      parameters.add(before);
    }
    parameters.add(limit);
    return sql.query(
        "select id, webhook_id, changed_at, kind, detail from endpoint_change where webhook_id = ?"
            + (before == null ? "" : " and id < ?")
            + " order by id desc limit ?",
        row ->
            new EndpointChange(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                requiredInstant(row, "changed_at"),
                EndpointChange.Kind.valueOf(row.getString("kind")),
                row.getString("detail")),
        parameters.toArray());
  }

  /** The app of the webhook's latest delivery; null if it never had one. */
  public @Nullable UUID lastApp(UUID webhookId) {
    return sql
        .query(
            "select app_id from delivery where webhook_id = ? order by id desc limit 1",
            row -> row.getObject(1, UUID.class),
            webhookId)
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** The operator's switch. */
  public EngineState.Switch readSwitch() {
    return sql.query(
            "select paused, changed_at, changed_by from engine_switch",
            row ->
                new EngineState.Switch(
                    row.getBoolean("paused"),
                    instant(row, "changed_at"),
                    row.getString("changed_by")))
        .get(0);
  }

  /** Turns the operator's switch. */
  public void writeSwitch(boolean paused, Instant now, String by) {
    sql.update(
        "update engine_switch set paused = ?, changed_at = ?, changed_by = ?", paused, now, by);
  }
}
