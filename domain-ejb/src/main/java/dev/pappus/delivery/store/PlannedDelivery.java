package dev.pappus.delivery.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it begins.
 *
 * @param ordered whether it goes after all that were planned for its webhook before
 * @param dueAt when it may be sent; the epoch for a test, which so sorts first
 * @param expiresAt when it is given up
 */
public record PlannedDelivery(
    UUID id,
    UUID appId,
    UUID eventId,
    UUID webhookId,
    UUID bodyId,
    boolean test,
    boolean ordered,
    @Nullable UUID resendOf,
    Instant createdAt,
    Instant dueAt,
    Instant expiresAt) {}
