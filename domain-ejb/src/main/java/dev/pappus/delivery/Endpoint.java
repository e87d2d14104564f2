package dev.pappus.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a webhook is called, as it stood when due deliveries were read.
 *
 * @param version of the webhook's row
 * @param sealedSecret encrypted
 * @param sealedPreviousSecret encrypted, the one before the last rotation; null if none
 * @param previousSecretUntil until when that one signs along
 * @param retrySchedule its own delays; null for the installation's
 */
public record Endpoint(
    UUID webhookId,
    long version,
    String url,
    String sealedSecret,
    @Nullable String sealedPreviousSecret,
    @Nullable Instant previousSecretUntil,
    @Nullable List<Duration> retrySchedule) {

  public Endpoint {
    retrySchedule = retrySchedule == null ? null : List.copyOf(retrySchedule);
  }
}
