package dev.pappus.webhook.connector;

/**
 * A body as it is stored and sent.
 *
 * @param contentType the {@code Content-Type} header
 * @param bytes owned by the record: not changed after it was made
 */
@SuppressWarnings("ArrayRecordComponent")
public record RenderedBody(String contentType, byte[] bytes) {}
