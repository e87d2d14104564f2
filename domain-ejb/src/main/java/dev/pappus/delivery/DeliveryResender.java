package dev.pappus.delivery;

import dev.pappus.account.AccessControl;
import dev.pappus.account.Permission;
import dev.pappus.audit.AuditTrail;
import dev.pappus.delivery.store.Closing;
import dev.pappus.delivery.store.DeliveryHistory;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.DueRow;
import dev.pappus.delivery.store.MessageBody;
import dev.pappus.delivery.store.PlannedDelivery;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.time.DbClock;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Sends a delivery once more: as a new delivery with the same bytes and the same event id. */
@Stateless
public class DeliveryResender {
  @Inject AccessControl access;
  @Inject DeliveryRepository deliveries;
  @Inject DeliveryHistory history;
  @Inject DeliveryStore store;
  @Inject EngineStatus status;
  @Inject DeliverySettings settings;
  @Inject DbClock dbClock;
  @Inject DeliveryBell bell;
  @Inject Event<DeliveryReplaced> replaced;
  @Inject AuditTrail audit;

  /**
   * Resends; an unfinished delivery is closed as {@code resent} in the same transaction.
   *
   * @return the new delivery
   * @throws DeliveryNotFoundException {@code delivery-not-found} if there is none
   * @throws DeliveryInFlightException {@code delivery-in-flight} while it is being sent
   * @throws DeliveryBodyGoneException {@code delivery-body-gone} if it is too old
   * @throws WebhookRemovedException {@code webhook-removed} if there is nowhere to send it
   */
  public Delivery resend(Caller caller, UUID deliveryId) {
    access.require(caller, Permission.MANAGE_WEBHOOKS);
    Delivery delivery = deliveries.get(caller, deliveryId);
    if (!history.webhookLives(delivery.webhookId())) {
      throw new WebhookRemovedException();
    }
    Instant now = dbClock.now();
    // under the lane's lock no round settles it meanwhile
    store.lockLanes(Set.of(delivery.webhookId()));
    DueRow due = store.dueRows(Set.of(deliveryId)).get(deliveryId);
    if (due != null) {
      close(due, now);
    }
    UUID id = insertCopy(delivery, now);
    audit.record(
        caller,
        "delivery.resend",
        PublicId.format(IdKind.DELIVERY, deliveryId),
        null,
        Json.createObjectBuilder().add("as", PublicId.format(IdKind.DELIVERY, id)).build());
    bell.ringAfterCommit(Set.of(delivery.webhookId()));
    return deliveries.get(caller, id);
  }

  private void close(DueRow due, Instant now) {
    if (!status.hold(due.deliveryId())) {
      throw new DeliveryInFlightException();
    }
    replaced.fire(new DeliveryReplaced(due.deliveryId()));
    store.close(
        List.of(
            new Closing(
                due.deliveryId(), DeliveryStatus.CANCELLED, "resent", due.attemptCount(), now)));
  }

  /** The body is copied: retention drops bodies by age, and the copy must outlive the original. */
  private UUID insertCopy(Delivery delivery, Instant now) {
    MessageBody body = history.body(delivery.id()).orElseThrow(DeliveryBodyGoneException::new);
    MessageBody copy =
        new MessageBody(
            PublicId.newKey(),
            body.eventId(),
            body.eventType(),
            body.format(),
            body.contentType(),
            body.bytes());
    PlannedDelivery planned =
        new PlannedDelivery(
            PublicId.newKey(),
            delivery.appId(),
            delivery.eventId(),
            delivery.webhookId(),
            copy.id(),
            delivery.test(),
            history.ordered(delivery.webhookId()),
            delivery.id(),
            now,
            delivery.test() ? Instant.EPOCH : now,
            now.plus(settings.maxAge()));
    store.insert(List.of(copy), List.of(planned), List.of());
    return planned.id();
  }
}
