package dev.pappus.webhook.connector;

import dev.pappus.webhook.signing.SigningSecret;
import java.time.Instant;
import java.util.List;

/**
 * What a signature is made with.
 *
 * @param webhookId the {@code webhook-id}: the event's public id, the same at every attempt
 * @param at the time of the attempt
 * @param secrets newest first; two while a rotated secret overlaps
 */
public record SealContext(String webhookId, Instant at, List<SigningSecret> secrets) {
  public SealContext {
    secrets = List.copyOf(secrets);
  }
}
