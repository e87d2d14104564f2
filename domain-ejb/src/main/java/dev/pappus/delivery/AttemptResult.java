package dev.pappus.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one send gave: exactly one for each send.
 *
 * @param attemptId made before the call
 * @param permanent whether the endpoint said for good that it wants no more
 * @param slowDown whether it asked for fewer calls, all of them
 * @param retryAfter how long it asked to be left alone, or null
 * @param error in plain words, null for success
 */
public record AttemptResult(
    UUID attemptId,
    DueDelivery due,
    Instant startedAt,
    Duration took,
    AttemptOutcome outcome,
    boolean permanent,
    boolean slowDown,
    @Nullable Duration retryAfter,
    @Nullable String error,
    Exchange exchange) {

  /** The same verdict without the answer's text: for the one row that no database would take. */
  public AttemptResult withoutAnswer() {
    return new AttemptResult(
        attemptId,
        due,
        startedAt,
        took,
        outcome,
        permanent,
        slowDown,
        retryAfter,
        "The answer could not be stored.",
        exchange.withoutAnswer());
  }

  Attempt toAttempt(boolean duplicate, @Nullable NextAttempt next, int keptBytes) {
    return new Attempt(
        attemptId,
        due.deliveryId(),
        due.attemptNumber(),
        startedAt,
        took,
        outcome,
        error,
        duplicate,
        next,
        exchange.keeping(keptBytes));
  }
}
