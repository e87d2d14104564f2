package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.Exchange;
import dev.pappus.webhook.connector.EndpointResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one call ended, before anybody judged the answer: either a failure or a response.
 *
 * @param failure null where there is a whole (or knowingly cut) response
 * @param error the failure in plain words
 */
record Sent(
    UUID attemptId,
    DueDelivery due,
    Instant startedAt,
    Duration took,
    @Nullable AttemptOutcome failure,
    @Nullable String error,
    @Nullable EndpointResponse response,
    Exchange exchange) {

  /** One that never left, through our own fault: nothing is counted. */
  static Sent not(UUID attemptId, DueDelivery due, Instant at, String why) {
    return new Sent(
        attemptId,
        due,
        at,
        Duration.ZERO,
        AttemptOutcome.NOT_SENT,
        why,
        null,
        Exchange.unanswered("", ""));
  }
}
