package dev.pappus.delivery;

import dev.pappus.delivery.store.AppWithdrawal;
import dev.pappus.delivery.store.Closing;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.DueRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Closes, in a round, what still waits for deleted apps in lanes of the team's webhooks. Passes go
 * over what is pending of the app, a bounded number in a round; they are repeated, since what was
 * in flight may come back, and an event whose transaction began before the deletion may come late.
 */
final class AppWithdrawals {
  /** The reason of such an end. */
  static final String REASON = "app-deleted";

  /** How many pending deliveries of one app are looked at in a round. */
  static final int LOOKED_AT = 1000;

  /** How many deleted apps are looked at in a round, all lanes together. */
  private static final int MAX_MARKS = 20;

  private static final Duration BETWEEN_PASSES = Duration.ofSeconds(10);

  /** No transaction of an event is as long as this. */
  private static final Duration GRACE = Duration.ofHours(1);

  private final DeliveryStore store;
  private final Set<UUID> busy;
  private final Instant now;
  private final int max;
  private final List<Closing> closings = new ArrayList<>();
  private final List<AppWithdrawal> looked = new ArrayList<>();
  private final List<AppWithdrawal> over = new ArrayList<>();

  /**
   * @param busy deliveries that the node has in hand
   * @param max how many to close
   */
  AppWithdrawals(DeliveryStore store, Set<UUID> busy, Instant now, int max) {
    this.store = store;
    this.busy = busy;
    this.now = now;
    this.max = max;
  }

  /** What is to be closed in lanes of a node. */
  List<Closing> closings(UUID node) {
    for (AppWithdrawal mark : store.withdrawnApps(node, now, MAX_MARKS)) {
      if (closings.size() < max) {
        look(mark);
      }
    }
    store.looked(looked);
    store.forgetWithdrawnApps(over);
    return closings;
  }

  private void look(AppWithdrawal mark) {
    Map<UUID, UUID> pending = store.pending(mark.appId(), mark.reached(), LOOKED_AT);
    List<UUID> inLane = new ArrayList<>();
    pending.forEach(
        (delivery, webhook) -> {
          if (webhook.equals(mark.webhookId())) {
            inLane.add(delivery);
          }
        });
    Map<UUID, DueRow> rows = store.dueRows(inLane);
    UUID reached = mark.reached();
    for (UUID delivery : pending.keySet()) {
      DueRow row = rows.get(delivery);
      if (row != null && !busy.contains(delivery)) {
        if (closings.size() == max) {
          looked.add(mark.lookedAt(reached, now));
          return;
        }
        closings.add(
            new Closing(delivery, DeliveryStatus.CANCELLED, REASON, row.attemptCount(), now));
      }
      reached = delivery;
    }
    if (pending.size() == LOOKED_AT) {
      looked.add(mark.lookedAt(reached, now));
    } else if (rows.isEmpty() && isOver(mark)) {
      over.add(mark);
    } else {
      looked.add(mark.lookedAt(AppWithdrawal.BEGINNING, now.plus(BETWEEN_PASSES)));
    }
  }

  /** Whether nothing more can come, if this look was a whole pass and has found nothing. */
  private boolean isOver(AppWithdrawal mark) {
    return mark.reached().equals(AppWithdrawal.BEGINNING)
        && mark.deletedAt().plus(GRACE).isBefore(now);
  }
}
