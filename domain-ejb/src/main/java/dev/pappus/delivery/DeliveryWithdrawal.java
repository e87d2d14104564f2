package dev.pappus.delivery;

import dev.pappus.delivery.store.Closing;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.DueRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Closes unfinished deliveries outside a round, under the lock of their lane, so that no result is
 * settled meanwhile.
 *
 * <p>Only the lane's owner knows what is in flight. Where that is this node, its memory tells.
 * Where it is another, a delivery that is due later is safe, since a node has only in hand what was
 * due when it looked; of one that is due by now nobody here can tell, and it is left alone.
 */
@ApplicationScoped
class DeliveryWithdrawal {
  /** Longer than any transaction of ours, and than the node's clocks may differ. */
  private static final Duration SAFE_DISTANCE = Duration.ofSeconds(10);

  @Inject DeliveryStore store;
  @Inject EngineStatus status;
  @Inject Event<DeliveryReplaced> replaced;

  /**
   * Closes as cancelled what surely is not in flight.
   *
   * @param lane locked; null if there is none any more
   * @return what was closed
   */
  List<UUID> close(@Nullable Lane lane, Collection<DueRow> rows, String reason, Instant now) {
    List<Closing> closings = new ArrayList<>();
    for (DueRow row : rows) {
      if (mayClose(lane, row, now)) {
        closings.add(
            new Closing(
                row.deliveryId(), DeliveryStatus.CANCELLED, reason, row.attemptCount(), now));
      }
    }
    store.close(closings);
    return closings.stream().map(Closing::deliveryId).toList();
  }

  private boolean mayClose(@Nullable Lane lane, DueRow row, Instant now) {
    UUID owner = lane == null ? null : lane.owner();
    if (owner != null && !status.isThisNode(owner)) {
      return row.dueAt().isAfter(now.plus(SAFE_DISTANCE));
    }
    if (!status.hold(row.deliveryId())) {
      return false;
    }
    replaced.fire(new DeliveryReplaced(row.deliveryId()));
    return true;
  }
}
