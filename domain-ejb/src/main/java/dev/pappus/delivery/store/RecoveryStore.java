package dev.pappus.delivery.store;

import static dev.pappus.delivery.store.SqlRunner.requiredInstant;

import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.delivery.Recovery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What jobs that recover deliveries were asked for and how far they are. */
@ApplicationScoped
public class RecoveryStore {
  @Inject SqlRunner sql;

  /** For CDI. */
  @SuppressWarnings("NullAway.Init")
  public RecoveryStore() {}

  /** On a certain runner. */
  public RecoveryStore(SqlRunner sql) {
    this.sql = sql;
  }

  public void insert(Recovery recovery) {
    sql.update(
        "insert into delivery_recovery (job_id, webhook_id, created_from, created_before, statuses,"
            + " dry_run, reached) values (?, ?, ?, ?, ?, ?, ?)",
        recovery.jobId(),
        recovery.webhookId(),
        recovery.since(),
        recovery.until(),
        recovery.statuses().stream().map(Enum::name).collect(Collectors.joining(",")),
        recovery.dryRun(),
        recovery.reached());
  }

  public Optional<Recovery> find(UUID jobId) {
    return sql
        .query(
            "select job_id, webhook_id, created_from, created_before, statuses, dry_run, reached"
                + " from delivery_recovery where job_id = ?",
            row ->
                new Recovery(
                    row.getObject("job_id", UUID.class),
                    row.getObject("webhook_id", UUID.class),
                    requiredInstant(row, "created_from"),
                    requiredInstant(row, "created_before"),
                    statuses(row.getString("statuses")),
                    row.getBoolean("dry_run"),
                    row.getObject("reached", UUID.class)),
            jobId)
        .stream()
        .findFirst();
  }

  private static Set<DeliveryStatus> statuses(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(DeliveryStatus::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeliveryStatus.class)));
  }

  /**
   * How many deliveries a recovery is about, all in all.
   *
   * @param max counts no further; 0 for no limit
   */
  public long count(Recovery recovery, int max) {
    String limit = max == 0 ? "" : " limit " + max;
    return sql.query(
            "select count(*) from (select v.id " + from(recovery) + limit + ") q",
            row -> row.getLong(1),
            parameters(recovery, null))
        .get(0);
  }

  /** The next ones after those that were dealt with, oldest first. */
  public List<Delivery> next(Recovery recovery, int limit) {
    return sql.query(
        "select v.id, v.app_id, v.event_id, v.webhook_id, v.status, v.reason,"
            + " v.attempt_count as attempts, cast(null as timestamp(6) with time zone) as due_at,"
            + " v.test, v.resend_of, v.job_id, v.created_at, v.finished_at "
            + from(recovery)
            + (recovery.reached() == null ? "" : " and v.id > ?")
            + " order by v.id limit "
            + limit,
        DeliveryHistory::delivery,
        parameters(recovery, recovery.reached()));
  }

  /**
   * Finished ones of the webhook and the time, no tests, whose app and body are still there. One
   * that was repeated is left out, whatever became of it: its repetition stands for it, and so
   * nothing goes out twice.
   */
  private static String from(Recovery recovery) {
    String states =
        recovery.statuses().stream()
            .map(status -> "'" + status.name() + "'")
            .collect(Collectors.joining(", "));
    // what was cancelled never went out, so it stands for nothing; unless it is asked for itself
    String later =
        recovery.statuses().contains(DeliveryStatus.CANCELLED)
            ? ""
            : " and n.status <> 'CANCELLED'";
    return "from delivery v where v.webhook_id = ? and v.created_at >= ? and v.created_at < ?"
        + " and v.id >= ? and v.id < ? and v.test = false and v.status in ("
        + states
        + ") and "
        + DeliveryHistory.APP_LIVES
        + " and exists (select 1 from message_body b where b.id = v.body_id)"
        + " and not exists (select 1 from delivery n where n.event_id = v.event_id"
        + " and n.webhook_id = v.webhook_id and n.id > v.id"
        + later
        + ")";
  }

  private static @Nullable Object[] parameters(Recovery recovery, @Nullable UUID after) {
    Instant since = recovery.since();
    Instant until = recovery.until();
    @Nullable Object[] range = {
      recovery.webhookId(), since, until, IdRange.from(since), IdRange.before(until)
    };
    if (after == null) {
      return range;
    }
    @Nullable Object[] all = Arrays.copyOf(range, range.length + 1);
    all[range.length] = after;
    return all;
  }

  /** Notes how far a job is, and what it has made. */
  public void advance(UUID jobId, UUID reached, List<UUID> made) {
    sql.update("update delivery_recovery set reached = ? where job_id = ?", reached, jobId);
    if (made.isEmpty()) {
      return;
    }
    KeyRange range = KeyRange.of(made);
    sql.update(
        "update delivery set job_id = ? where id = any(?) and id >= ? and id <= ?",
        jobId,
        made,
        range.least(),
        range.most());
    sql.batch(
        "insert into delivery_recovering (job_id, delivery_id) values (?, ?)",
        made.stream().map(id -> new @Nullable Object[] {jobId, id}).toList());
  }

  /** Forgets what has ended; returns how many. */
  public int forgetEnded(UUID jobId) {
    return sql.update(
        "delete from delivery_recovering where job_id = ? and not exists"
            + " (select 1 from delivery_due d"
            + " where d.delivery_id = delivery_recovering.delivery_id)",
        jobId);
  }

  /** What a job has made and has not ended. */
  public List<UUID> unfinished(UUID jobId) {
    return sql.query(
        "select r.delivery_id from delivery_recovering r"
            + " join delivery_due d on d.delivery_id = r.delivery_id where r.job_id = ?",
        row -> row.getObject(1, UUID.class),
        jobId);
  }

  /** Removes what is left of a job that has ended. */
  public void end(UUID jobId) {
    sql.update("delete from delivery_recovering where job_id = ?", jobId);
  }

  /** Asks the owner of a lane to close unfinished deliveries in its next round. */
  public void askToClose(UUID webhookId, Collection<UUID> deliveryIds, String reason) {
    for (UUID id : deliveryIds) {
      if (sql.update("update delivery_withdrawal set reason = ? where delivery_id = ?", reason, id)
          == 0) {
        sql.update(
            "insert into delivery_withdrawal (delivery_id, webhook_id, reason) values (?, ?, ?)",
            id,
            webhookId,
            reason);
      }
    }
  }
}
