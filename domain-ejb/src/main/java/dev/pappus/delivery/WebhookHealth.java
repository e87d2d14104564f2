package dev.pappus.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a webhook's endpoint has been doing. Tests and switched-over URLs do not count. Times are the
 * database's.
 *
 * @param failures failed attempts since the last success
 * @param failingSince when these began, or null
 * @param openUntil while the circuit is open: when the next probe may leave
 * @param slowUntil until when the endpoint asked to be left alone, or null
 */
public record WebhookHealth(
    @Nullable AttemptOutcome lastOutcome,
    @Nullable Instant lastAttemptAt,
    @Nullable Instant lastSuccessAt,
    int failures,
    @Nullable Instant failingSince,
    Circuit circuit,
    @Nullable Instant openUntil,
    @Nullable Instant slowUntil) {

  /** Of a webhook that was never called. */
  public static final WebhookHealth UNKNOWN =
      new WebhookHealth(null, null, null, 0, null, Circuit.CLOSED, null, null);

  /** When the next call may leave; null if one may leave now. */
  public @Nullable Instant closedUntil(Instant now) {
    Instant open = circuit == Circuit.OPEN ? openUntil : null;
    Instant latest =
        open == null || (slowUntil != null && slowUntil.isAfter(open)) ? slowUntil : open;
    return latest != null && latest.isAfter(now) ? latest : null;
  }
}
