package dev.pappus.delivery;

import java.util.UUID;

/** A webhook that got no delivery of an event, and why. */
public record Skip(UUID eventId, UUID webhookId, SkipReason reason) {}
