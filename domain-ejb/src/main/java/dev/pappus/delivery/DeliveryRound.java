package dev.pappus.delivery;

import dev.pappus.delivery.store.Closing;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.DueRow;
import dev.pappus.delivery.store.Withdrawn;
import dev.pappus.shared.time.DbClock;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One step of a node's engine, in one short transaction: settle what has finished, close what was
 * removed or has expired, read what is due.
 *
 * <p>Lanes of results are locked first, in the order of their keys; all else follows under these
 * locks. Trying again is {@code RoundGuard}'s, outside this transaction.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DeliveryRound {
  /** How many removed or expired ones are closed at once. */
  static final int MAX_CLOSED = 500;

  /**
   * How far the clocks of nodes, which keys are made by, may lie apart from the database's. A
   * larger error delays expiry, nothing else.
   */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  @Inject DeliveryStore store;
  @Inject DbClock dbClock;
  @Inject DeliverySettings settings;

  public RoundOutcome run(RoundRequest request) {
    Instant now = dbClock.now();
    Settlement settlement = settle(request, now);
    int closed = request.sweep() ? close(request, now) : 0;
    Reading reading = store.readDue(request.node(), request.demands(), now, request.busy());
    return new RoundOutcome(
        true,
        reading,
        retries(settlement, now),
        settlement.lanes().stream().map(lane -> lane.gate(now)).toList(),
        closed,
        request.sweep() ? store.paused() : null);
  }

  private Settlement settle(RoundRequest request, Instant now) {
    List<AttemptResult> results = request.results();
    Settlement settlement =
        new Settlement(
            request.node(),
            settings,
            now,
            () -> ThreadLocalRandom.current().nextDouble(),
            store.lockLanes(
                results.stream().map(result -> result.due().webhookId()).distinct().toList()),
            store.dueRows(results.stream().map(result -> result.due().deliveryId()).toList()));
    results.forEach(settlement::apply);
    if (results.isEmpty()) {
      return settlement;
    }
    store.insertAttempts(settlement.attempts());
    store.close(settlement.closings());
    store.updateDue(settlement.waiting());
    store.updateLanes(settlement.changedLanes());
    store.insertChanges(settlement.changes());
    return settlement;
  }

  private static Map<UUID, Duration> retries(Settlement settlement, Instant now) {
    Map<UUID, Duration> retries = new HashMap<>();
    for (DueRow row : settlement.waiting()) {
      Duration until = Duration.between(now, row.dueAt());
      retries.merge(row.webhookId(), until, (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
    return retries;
  }

  private int close(RoundRequest request, Instant now) {
    // first: these lanes go on sending, those of removed webhooks do not
    List<Closing> closings =
        new ArrayList<>(
            new AppWithdrawals(store, request.busy(), now, MAX_CLOSED).closings(request.node()));
    if (closings.isEmpty()) {
      store
          .ofRemovedWebhooks(request.node(), request.busy(), MAX_CLOSED)
          .forEach(
              row -> closings.add(closing(row, DeliveryStatus.CANCELLED, "webhook-removed", now)));
    }
    if (closings.isEmpty()) {
      closings.addAll(withdrawn(request, now));
    }
    if (closings.isEmpty()) {
      store
          .expired(
              request.node(),
              now,
              now.minus(settings.maxAge()).plus(CLOCK_SKEW),
              request.busy(),
              MAX_CLOSED)
          .forEach(row -> closings.add(closing(row, DeliveryStatus.EXPIRED, "max-age", now)));
    }
    store.close(closings);
    return closings.size();
  }

  private List<Closing> withdrawn(RoundRequest request, Instant now) {
    List<Closing> closings = new ArrayList<>();
    List<UUID> ended = new ArrayList<>();
    for (Withdrawn wish : store.withdrawn(request.node(), request.busy(), MAX_CLOSED)) {
      DueRow row = wish.row();
      if (row != null) {
        closings.add(closing(row, DeliveryStatus.CANCELLED, wish.reason(), now));
      }
      ended.add(wish.deliveryId());
    }
    store.forgetWithdrawn(ended);
    return closings;
  }

  private static Closing closing(DueRow row, DeliveryStatus status, String reason, Instant now) {
    return new Closing(row.deliveryId(), status, reason, row.attemptCount(), now);
  }
}
