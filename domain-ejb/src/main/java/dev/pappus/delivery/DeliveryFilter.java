package dev.pappus.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which deliveries of an app a list shows; null stands for all. */
public record DeliveryFilter(
    @Nullable UUID webhookId, @Nullable DeliveryStatus status, @Nullable UUID eventId) {
  public static final DeliveryFilter ALL = new DeliveryFilter(null, null, null);
}
