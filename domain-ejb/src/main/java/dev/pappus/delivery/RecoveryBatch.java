package dev.pappus.delivery;

import dev.pappus.delivery.store.DeliveryHistory;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.DueRow;
import dev.pappus.delivery.store.RecoveryStore;
import dev.pappus.shared.time.DbClock;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookRepository;
import dev.pappus.work.Job;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobRepository;
import dev.pappus.work.JobStatus;
import dev.pappus.work.JobStep;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a recovery, in one transaction: what it makes, how far it is and what it counts are
 * committed together, so that a kill between two steps repeats nothing. The lock of the job's row
 * keeps steps and a cancel apart.
 */
@Stateless
public class RecoveryBatch {
  /** Made at once: bodies are in memory meanwhile. */
  static final int MAX_MADE = 50;

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  /** How soon it looks again for what has ended, while it is young and when it is old. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private static final Duration LOOK_AGAIN_SELDOM = Duration.ofSeconds(30);
  private static final Duration YOUNG = Duration.ofMinutes(10);

  @Inject WebhookRepository webhooks;
  @Inject JobRepository jobs;
  @Inject JobLedger ledger;
  @Inject RecoveryStore recoveries;
  @Inject DeliveryHistory history;
  @Inject DeliveryStore store;
  @Inject DeliveryCopies copies;
  @Inject DeliveryWithdrawal withdrawal;
  @Inject DeliverySettings settings;
  @Inject DeliveryBell bell;
  @Inject DbClock dbClock;

  /** The app of a webhook; null for one of the whole team. */
  public @Nullable UUID appOf(UUID webhookId) {
    return webhooks.find(webhookId).map(Webhook::appId).orElse(null);
  }

  /** Counts, and ends the job. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public JobStep count(UUID jobId) {
    recoveries
        .find(jobId)
        .ifPresent(recovery -> ledger.expected(jobId, recoveries.count(recovery, 0)));
    return JobStep.END;
  }

  /** Notes what has ended, and makes as many new deliveries as may be on their way. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public JobStep step(UUID jobId) {
    Job job = jobs.findLocked(jobId).filter(found -> !found.status().ended()).orElse(null);
    Recovery recovery = recoveries.find(jobId).orElse(null);
    if (job == null || recovery == null) {
      return JobStep.END;
    }
    if (job.status() == JobStatus.QUEUED) {
      ledger.expected(jobId, recoveries.count(recovery, 0));
    }
    ledger.progressed(jobId, recoveries.forgetEnded(jobId));
    int unfinished = recoveries.unfinished(jobId).size();
    if (!history.webhookLives(recovery.webhookId())) {
      recoveries.end(jobId);
      return JobStep.failed("The webhook was removed.");
    }
    Instant now = dbClock.now();
    int free = Math.min(MAX_MADE, settings.recoverMaxUnfinished() - unfinished);
    List<Delivery> next = free <= 0 ? List.of() : recoveries.next(recovery, free);
    if (next.isEmpty()) {
      return unfinished == 0 ? JobStep.END : JobStep.later(lookAgain(job, now));
    }
    Duration apart = Duration.ofSeconds(1).dividedBy(settings.recoverPerSecond());
    List<UUID> made = copies.insert(next, now, apart);
    recoveries.advance(jobId, next.get(next.size() - 1).id(), made);
    bell.ringAfterCommit(Set.of(recovery.webhookId()));
    Duration spread = apart.multipliedBy(made.size());
    return JobStep.later(spread.compareTo(SHORTEST_PAUSE) > 0 ? spread : SHORTEST_PAUSE);
  }

  private static Duration lookAgain(Job job, Instant now) {
    return job.createdAt().plus(YOUNG).isAfter(now) ? LOOK_AGAIN : LOOK_AGAIN_SELDOM;
  }

  /**
   * Closes what a job has made and still waits, in the caller's transaction. What another node may
   * be sending is marked, for that node to close.
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void withdraw(UUID jobId, UUID webhookId, String reason) {
    List<UUID> unfinished = recoveries.unfinished(jobId);
    Lane lane = store.lockLanes(Set.of(webhookId)).get(webhookId);
    Map<UUID, DueRow> rows = store.dueRows(unfinished);
    List<UUID> closed = withdrawal.close(lane, rows.values(), reason, dbClock.now());
    List<UUID> left = new ArrayList<>(rows.keySet());
    left.removeAll(closed);
    recoveries.askToClose(webhookId, left, reason);
    recoveries.end(jobId);
  }
}
