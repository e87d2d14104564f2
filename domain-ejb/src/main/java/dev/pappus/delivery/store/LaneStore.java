package dev.pappus.delivery.store;

import static dev.pappus.delivery.store.SqlRunner.requiredInstant;

import dev.pappus.delivery.LaneHold;
import dev.pappus.delivery.WebhookHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

  /** A node as its row tells. */
  public record NodeRow(UUID id, UUID dataDirectoryId, Instant heartbeatAt) {}

  /** Makes the lane of a new webhook, owned by nobody. */
  public void insert(UUID webhookId) {
    sql.update(
        "insert into webhook_lane (webhook_id, epoch, generation, circuit, failures)"
            + " values (?, 0, 0, 'CLOSED', 0)",
        webhookId);
  }

  /** Forgets how the endpoint did; what is in flight will not count any more. */
  public void reset(UUID webhookId) {
    sql.update(
        "update webhook_lane set generation = generation + 1, circuit = 'CLOSED', failures = 0,"
            + " failing_since = null, open_until = null, slow_until = null where webhook_id = ?",
        webhookId);
  }

  /** Says that a node lives. */
  public void beat(UUID node, UUID dataDirectoryId, Instant now) {
    if (sql.update("update node set heartbeat_at = ? where id = ?", now, node) == 0) {
      sql.update(
          "insert into node (id, data_dir_id, started_at, heartbeat_at) values (?, ?, ?, ?)",
          node,
          dataDirectoryId,
          now,
          now);
    }
  }

  public List<NodeRow> nodes() {
    return sql.query(
        "select id, data_dir_id, heartbeat_at from node",
        row ->
            new NodeRow(
                row.getObject("id", UUID.class),
                row.getObject("data_dir_id", UUID.class),
                requiredInstant(row, "heartbeat_at")));
  }

  /** Takes the lanes that nobody owns, or an owner that is dead or unknown. */
  public int take(UUID node, Collection<UUID> dead) {
    return sql.update(
        "update webhook_lane set owner = ?, epoch = epoch + 1 where owner is null"
            + " or owner = any(?)"
            + " or not exists (select 1 from node n where n.id = webhook_lane.owner)",
        node,
        dead);
  }

  public void forgetNodes(Collection<UUID> nodes) {
    sql.update("delete from node where id = any(?)", nodes);
  }

  /** The lanes of a node. */
  public List<LaneHold> owned(UUID node) {
    return sql.query(
        "select webhook_id, epoch, failures, last_success_at from webhook_lane where owner = ?",
        row ->
            new LaneHold(
                row.getObject("webhook_id", UUID.class),
                row.getLong("epoch"),
                row.getInt("failures") == 0 && row.getObject("last_success_at") != null),
        node);
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
    sql.update(
        "delete from webhook_lane where owner = ?"
            + " and exists (select 1 from webhook w where w.id = webhook_lane.webhook_id"
            + " and w.removed_at < ?)"
            + " and not exists (select 1 from delivery_due d"
            + " where d.webhook_id = webhook_lane.webhook_id)",
        node,
        removedBefore);
  }

  /** How endpoints have been doing, by webhook; those without a lane are left out. */
  public Map<UUID, WebhookHealth> health(Collection<UUID> webhookIds) {
    Map<UUID, WebhookHealth> found = new HashMap<>();
    sql.query(
            "select webhook_id, failures, failing_since, last_attempt_at, last_outcome,"
                + " last_success_at from webhook_lane where webhook_id = any(?)",
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
}
