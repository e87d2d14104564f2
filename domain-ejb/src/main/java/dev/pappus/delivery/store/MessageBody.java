package dev.pappus.delivery.store;

import java.util.UUID;

/** One rendering of an event, as it is sent at every attempt. */
@SuppressWarnings("ArrayRecordComponent")
public record MessageBody(
    UUID id, UUID eventId, String eventType, String format, String contentType, byte[] bytes) {}
