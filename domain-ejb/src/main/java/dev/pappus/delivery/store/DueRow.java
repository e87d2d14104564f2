package dev.pappus.delivery.store;

import java.time.Instant;
import java.util.UUID;

/** An unfinished delivery's row. */
public record DueRow(
    UUID deliveryId,
    UUID webhookId,
    Instant dueAt,
    Instant expiresAt,
    int attemptCount,
    int notSent) {}
