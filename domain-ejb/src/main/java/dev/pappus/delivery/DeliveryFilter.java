package dev.pappus.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries of an app a list shows; null stands for all.
 *
 * @param eventType wire name of the event's type
 * @param since made at this time or later
 * @param until made before this time
 */
public record DeliveryFilter(
    @Nullable UUID webhookId,
    @Nullable DeliveryStatus status,
    @Nullable UUID eventId,
    @Nullable String eventType,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final DeliveryFilter ALL = new DeliveryFilter(null, null, null, null, null, null);

  /** All of one webhook. */
  public static DeliveryFilter ofWebhook(UUID webhookId) {
    return new DeliveryFilter(webhookId, null, null, null, null, null);
  }
}
