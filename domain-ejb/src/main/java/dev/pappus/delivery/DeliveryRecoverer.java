package dev.pappus.delivery;

import dev.pappus.audit.AuditTrail;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.RecoveryStore;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.time.DbClock;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookOwner;
import dev.pappus.webhook.WebhookRepository;
import dev.pappus.work.Job;
import dev.pappus.work.JobRepository;
import dev.pappus.work.JobStarter;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sends deliveries of a webhook once more in bulk, by state and time, as a job. */
@Stateless
public class DeliveryRecoverer {
  /** A person who looks for the number needs no more than this; counting all would cost. */
  public static final int COUNT_LIMIT = 100_000;

  @Inject WebhookRepository webhooks;
  @Inject DeliveryStore store;
  @Inject RecoveryStore recoveries;
  @Inject JobStarter starter;
  @Inject JobRepository jobs;
  @Inject DbClock dbClock;
  @Inject AuditTrail audit;

  /**
   * Starts the job.
   *
   * @throws dev.pappus.webhook.WebhookNotFoundException {@code webhook-not-found}
   * @throws InvalidFieldException {@code field-invalid} for a range that holds nothing, or a state
   *     that is not final
   * @throws RecoveryRunningException {@code recover-running} if another is on its way
   */
  public Job start(Caller caller, WebhookOwner owner, UUID webhookId, RecoveryOrder order) {
    Webhook webhook = webhooks.get(caller, Permission.MANAGE_WEBHOOKS, owner, webhookId);
    Recovery wanted = checked(webhookId, order);
    if (!order.dryRun()) {
      // two who start at once come one after the other
      store.lockLanes(Set.of(webhookId));
      if (running(webhook).isPresent()) {
        throw new RecoveryRunningException();
      }
    }
    Job job =
        starter.start(
            webhook.teamId(), order.dryRun() ? RecoverJob.COUNT : RecoverJob.NAME, webhookId);
    recoveries.insert(
        new Recovery(
            job.id(),
            webhookId,
            wanted.since(),
            wanted.until(),
            wanted.statuses(),
            order.dryRun(),
            null));
    if (!order.dryRun()) {
      record(caller, wanted);
    }
    return job;
  }

  /**
   * How many deliveries would be sent again, at most {@link #COUNT_LIMIT} and one.
   *
   * @throws InvalidFieldException as {@link #start}
   */
  public long count(Caller caller, WebhookOwner owner, UUID webhookId, RecoveryOrder order) {
    webhooks.get(caller, Permission.MANAGE_WEBHOOKS, owner, webhookId);
    return recoveries.count(checked(webhookId, order), COUNT_LIMIT + 1);
  }

  /** The job that recovers or recovered deliveries of a webhook last. */
  public Optional<Job> latest(Webhook webhook) {
    return jobs.findLatest(webhook.teamId(), RecoverJob.NAME, webhook.id());
  }

  private Optional<Job> running(Webhook webhook) {
    return latest(webhook).filter(job -> !job.status().ended());
  }

  private Recovery checked(UUID webhookId, RecoveryOrder order) {
    Instant now = dbClock.now();
    Instant until = order.until() == null || order.until().isAfter(now) ? now : order.until();
    if (!order.since().isBefore(until)) {
      throw new InvalidFieldException("since", "must lie before until, and before now");
    }
    if (!order.statuses().stream().allMatch(DeliveryStatus::finished)) {
      throw new InvalidFieldException("status", "only what has ended can be sent again");
    }
    // no database need hold the times before Christ that a client may think of
    Instant since = order.since().isBefore(Instant.EPOCH) ? Instant.EPOCH : order.since();
    if (!since.isBefore(until)) {
      throw new InvalidFieldException("until", "must lie after since, and after 1970");
    }
    return new Recovery(webhookId, webhookId, since, until, order.statuses(), order.dryRun(), null);
  }

  private void record(Caller caller, Recovery recovery) {
    JsonArrayBuilder statuses = Json.createArrayBuilder();
    recovery.statuses().stream().map(Enum::name).sorted().forEach(statuses::add);
    audit.record(
        caller,
        "webhook.recover",
        PublicId.format(IdKind.WEBHOOK, recovery.webhookId()),
        null,
        Json.createObjectBuilder()
            .add("since", recovery.since().toString())
            .add("until", recovery.until().toString())
            .add("status", statuses)
            .build());
  }
}
