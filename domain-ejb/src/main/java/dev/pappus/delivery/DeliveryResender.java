package dev.pappus.delivery;

import dev.pappus.audit.AuditTrail;
import dev.pappus.delivery.store.DeliveryHistory;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.DueRow;
import dev.pappus.delivery.store.LaneStore;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.time.DbClock;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Sends a delivery once more: as a new delivery with the same bytes and the same event id. */
@Stateless
public class DeliveryResender {
  @Inject DeliveryRepository deliveries;
  @Inject DeliveryHistory history;
  @Inject DeliveryStore store;
  @Inject LaneStore lanes;
  @Inject DeliveryCopies copies;
  @Inject DeliveryWithdrawal withdrawal;
  @Inject DbClock dbClock;
  @Inject DeliveryBell bell;
  @Inject AuditTrail audit;

  /**
   * Resends; an unfinished delivery is closed as {@code resent} in the same transaction. Whoever
   * sends again thinks that the endpoint is mended: one that is spared after failures is tried at
   * once.
   *
   * @return the new delivery
   * @throws DeliveryNotFoundException {@code delivery-not-found} if there is none
   * @throws DeliveryInFlightException {@code delivery-in-flight} while it is being sent, or while
   *     another node, which owns the lane, may be sending it
   * @throws DeliveryBodyGoneException {@code delivery-body-gone} if it is too old
   * @throws WebhookRemovedException {@code webhook-removed} if there is nowhere to send it
   */
  public Delivery resend(Caller caller, UUID deliveryId) {
    Delivery delivery = deliveries.get(caller, Permission.MANAGE_WEBHOOKS, deliveryId);
    if (!history.webhookLives(delivery.webhookId())) {
      throw new WebhookRemovedException();
    }
    Instant now = dbClock.now();
    // under the lane's lock no round settles it meanwhile
    Lane lane = store.lockLanes(Set.of(delivery.webhookId())).get(delivery.webhookId());
    DueRow due = store.dueRows(Set.of(deliveryId)).get(deliveryId);
    if (due != null && withdrawal.close(lane, List.of(due), "resent", now).isEmpty()) {
      throw new DeliveryInFlightException();
    }
    UUID id =
        copies.insert(List.of(delivery), now, Duration.ZERO).stream()
            .findFirst()
            .orElseThrow(DeliveryBodyGoneException::new);
    lanes.probeNow(delivery.webhookId(), now);
    audit.record(
        caller,
        "delivery.resend",
        PublicId.format(IdKind.DELIVERY, deliveryId),
        null,
        Json.createObjectBuilder().add("as", PublicId.format(IdKind.DELIVERY, id)).build());
    bell.ringAfterCommit(Set.of(delivery.webhookId()));
    return deliveries.get(caller, Permission.MANAGE_WEBHOOKS, id);
  }
}
