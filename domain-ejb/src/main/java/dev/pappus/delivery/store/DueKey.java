package dev.pappus.delivery.store;

import java.util.UUID;

/** A due delivery as the search of lanes finds it. */
public record DueKey(UUID webhookId, UUID deliveryId, int attemptCount) {}
