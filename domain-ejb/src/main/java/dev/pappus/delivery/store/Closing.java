package dev.pappus.delivery.store;

import dev.pappus.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The end of a delivery. */
public record Closing(
    UUID deliveryId,
    DeliveryStatus status,
    @Nullable String reason,
    int attemptCount,
    Instant finishedAt) {}
