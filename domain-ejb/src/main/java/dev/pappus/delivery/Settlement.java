package dev.pappus.delivery;

import dev.pappus.delivery.store.Closing;
import dev.pappus.delivery.store.DueRow;
import dev.pappus.shared.id.PublicId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of results does to the rows, thought out before anything is written. Applying a
 * batch twice changes nothing the second time: a state moves only while the due row is there and
 * has counted exactly the attempts before this one.
 */
final class Settlement {
  /** What is kept of a success's answer: nobody reads more of it. */
  private static final int KEPT_OF_A_SUCCESS = 1024;

  private final UUID node;
  private final DeliverySettings settings;
  private final RetrySchedule schedule;
  private final EndpointRules rules;
  private final Instant now;
  private final DoubleSupplier random;

  private final Map<UUID, Lane> lanes;
  private final Map<UUID, DueRow> dueRows;
  private final Map<UUID, Lane> changedLanes = new LinkedHashMap<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<EndpointChange> changes = new ArrayList<>();
  private final List<Closing> closings = new ArrayList<>();
  private final List<DueRow> waiting = new ArrayList<>();

  /**
   * @param lanes locked, by webhook
   * @param dueRows by delivery
   * @param now by the database's clock
   */
  Settlement(
      UUID node,
      DeliverySettings settings,
      Instant now,
      DoubleSupplier random,
      Map<UUID, Lane> lanes,
      Map<UUID, DueRow> dueRows) {
    this.node = node;
    this.settings = settings;
    this.schedule = settings.schedule();
    this.rules = settings.endpointRules();
    this.now = now;
    this.random = random;
    this.lanes = lanes;
    this.dueRows = dueRows;
  }

  void apply(AttemptResult result) {
    DueDelivery due = result.due();
    Lane lane = changedLanes.getOrDefault(due.webhookId(), lanes.get(due.webhookId()));
    DueRow row = dueRows.get(due.deliveryId());
    if (lane != null
        && row != null
        && lane.ownedBy(node, due.epoch())
        && row.attemptCount() == due.attemptCount()) {
      settle(result, lane, row);
    } else if (result.outcome() != AttemptOutcome.NOT_SENT) {
      attempts.add(attempt(result, null, true));
    }
  }

  private void settle(AttemptResult result, Lane lane, DueRow row) {
    if (result.outcome() == AttemptOutcome.NOT_SENT) {
      notSent(result.due(), row);
      return;
    }
    attempts.add(attempt(result, counted(result, row), false));
    health(result, lane);
  }

  private Attempt attempt(AttemptResult result, @Nullable NextAttempt next, boolean duplicate) {
    return result.toAttempt(
        duplicate,
        next,
        result.outcome() == AttemptOutcome.DELIVERED
            ? KEPT_OF_A_SUCCESS
            : settings.responseLimitBytes());
  }

  private void notSent(DueDelivery due, DueRow row) {
    if (due.test()) {
      closings.add(
          new Closing(
              due.deliveryId(), DeliveryStatus.FAILED, "not-sent", row.attemptCount(), now));
      return;
    }
    int times = row.notSent() + 1;
    Duration delay = RetrySchedule.afterNotSent(times);
    waiting.add(
        new DueRow(
            row.deliveryId(),
            row.webhookId(),
            now.plus(delay),
            row.expiresAt().plus(delay),
            row.attemptCount(),
            times));
  }

  /** Decides what follows; null if nothing does. */
  private @Nullable NextAttempt counted(AttemptResult result, DueRow row) {
    int made = row.attemptCount() + 1;
    if (result.outcome() == AttemptOutcome.DELIVERED) {
      closings.add(closing(row, DeliveryStatus.DELIVERED, null, made));
      return null;
    }
    if (result.permanent()) {
      closings.add(closing(row, DeliveryStatus.FAILED, "gone", made));
      return null;
    }
    if (result.due().test()) {
      closings.add(closing(row, DeliveryStatus.FAILED, "test-failed", made));
      return null;
    }
    Optional<Duration> delay =
        scheduleOf(result).after(made, random.getAsDouble(), result.retryAfter());
    if (delay.isEmpty()) {
      closings.add(closing(row, DeliveryStatus.FAILED, "attempts-used-up", made));
      return null;
    }
    Instant at = now.plus(delay.get());
    waiting.add(new DueRow(row.deliveryId(), row.webhookId(), at, row.expiresAt(), made, 0));
    boolean wished = result.retryAfter() != null && delay.get().equals(result.retryAfter());
    return new NextAttempt(at, wished ? NextAttempt.Why.RETRY_AFTER : NextAttempt.Why.SCHEDULE);
  }

  private RetrySchedule scheduleOf(AttemptResult result) {
    List<Duration> own = result.due().endpoint().retrySchedule();
    return own == null ? schedule : new RetrySchedule(own, schedule.jitter());
  }

  private Closing closing(DueRow row, DeliveryStatus status, @Nullable String reason, int made) {
    return new Closing(row.deliveryId(), status, reason, made, now);
  }

  private void health(AttemptResult result, Lane lane) {
    if (!result.due().test() && lane.generation() == result.due().generation()) {
      Lane after = lane.after(result, now, rules);
      changedLanes.put(lane.webhookId(), after);
      note(result, lane.health(), after.health());
    }
  }

  private void note(AttemptResult result, WebhookHealth before, WebhookHealth after) {
    if (before.circuit() != after.circuit()) {
      change(
          result,
          after.circuit() == Circuit.OPEN
              ? EndpointChange.Kind.CIRCUIT_OPENED
              : EndpointChange.Kind.CIRCUIT_CLOSED);
    }
    if (after.slowUntil() != null && before.closedUntil(now) == null && result.slowDown()) {
      change(result, EndpointChange.Kind.SLOWED_DOWN);
    }
  }

  private void change(AttemptResult result, EndpointChange.Kind kind) {
    changes.add(
        new EndpointChange(
            PublicId.newKey(),
            result.due().webhookId(),
            now,
            kind,
            result.error() == null ? "" : result.error()));
  }

  List<Attempt> attempts() {
    return attempts;
  }

  List<Closing> closings() {
    return closings;
  }

  /** Rows that wait for another attempt. */
  List<DueRow> waiting() {
    return waiting;
  }

  /** What people may want to read of the endpoints. */
  List<EndpointChange> changes() {
    return changes;
  }

  /** The lanes of all results as they are now. */
  Collection<Lane> lanes() {
    Map<UUID, Lane> now = new LinkedHashMap<>(lanes);
    now.putAll(changedLanes);
    return now.values();
  }

  Collection<Lane> changedLanes() {
    return changedLanes.values();
  }
}
