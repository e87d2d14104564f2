package dev.pappus.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call of a delivery, as it is kept.
 *
 * @param id made before the call, so that a result that is written twice is one row
 * @param number from 1
 * @param took until the end of the answer's body, or until it was given up
 * @param duplicate the answer came when the delivery was no longer this node's to change
 * @param next the attempt that was to follow as this one was settled; null for none
 * @param exchange what went over the wire
 */
public record Attempt(
    UUID id,
    UUID deliveryId,
    int number,
    Instant startedAt,
    Duration took,
    AttemptOutcome outcome,
    @Nullable String error,
    boolean duplicate,
    @Nullable NextAttempt next,
    Exchange exchange) {

  /** The answer's body as text, bytes that are no UTF-8 replaced; null if there was no answer. */
  public @Nullable String responseText() {
    byte[] body = exchange.responseBody();
    return body == null ? null : new String(body, StandardCharsets.UTF_8);
  }
}
