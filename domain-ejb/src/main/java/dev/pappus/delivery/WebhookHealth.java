package dev.pappus.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a webhook's endpoint has been doing. Tests and switched-over URLs do not count.
 *
 * @param failures failed attempts since the last success
 * @param failingSince when these began, or null
 */
public record WebhookHealth(
    @Nullable AttemptOutcome lastOutcome,
    @Nullable Instant lastAttemptAt,
    @Nullable Instant lastSuccessAt,
    int failures,
    @Nullable Instant failingSince) {

  /** Of a webhook that was never called. */
  public static final WebhookHealth UNKNOWN = new WebhookHealth(null, null, null, 0, null);
}
