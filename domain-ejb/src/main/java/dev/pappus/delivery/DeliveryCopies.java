package dev.pappus.delivery;

import dev.pappus.delivery.store.DeliveryHistory;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.MessageBody;
import dev.pappus.delivery.store.PlannedDelivery;
import dev.pappus.shared.id.PublicId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes new deliveries that repeat others: the same bytes, the same event. Bodies are copied, since
 * retention drops them by age and a copy must outlive the original.
 */
@ApplicationScoped
class DeliveryCopies {
  @Inject DeliveryHistory history;
  @Inject DeliveryStore store;
  @Inject DeliverySettings settings;

  /**
   * Writes the copies, in the caller's transaction.
   *
   * @param originals all to one webhook
   * @param apart how much later than the one before each is due
   * @return keys of the copies in the order of the originals; one whose body was purged has none
   */
  List<UUID> insert(List<Delivery> originals, Instant now, Duration apart) {
    Map<UUID, MessageBody> bodies = history.bodies(originals.stream().map(Delivery::id).toList());
    List<MessageBody> copies = new ArrayList<>();
    List<PlannedDelivery> planned = new ArrayList<>();
    boolean ordered = !originals.isEmpty() && history.ordered(originals.get(0).webhookId());
    for (Delivery original : originals) {
      MessageBody body = bodies.get(original.id());
      if (body != null) {
        MessageBody copy = copyOf(body);
        copies.add(copy);
        planned.add(
            plan(original, copy.id(), ordered, now, now.plus(apart.multipliedBy(planned.size()))));
      }
    }
    store.insert(copies, planned, List.of());
    return planned.stream().map(PlannedDelivery::id).toList();
  }

  private static MessageBody copyOf(MessageBody body) {
    return new MessageBody(
        PublicId.newKey(),
        body.eventId(),
        body.eventType(),
        body.format(),
        body.contentType(),
        body.bytes());
  }

  private PlannedDelivery plan(
      Delivery original, UUID bodyId, boolean ordered, Instant now, Instant due) {
    return new PlannedDelivery(
        PublicId.newKey(),
        original.appId(),
        original.eventId(),
        original.webhookId(),
        bodyId,
        original.test(),
        ordered,
        original.id(),
        now,
        original.test() ? Instant.EPOCH : due,
        due.plus(settings.maxAge()));
  }
}
