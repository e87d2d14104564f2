package dev.pappus.webhook.connector;

import dev.pappus.webhook.signing.AsymmetricKey;
import dev.pappus.webhook.signing.SigningSecret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signature is made with.
 *
 * @param webhookId the {@code webhook-id}: the event's public id, the same at every attempt
 * @param at the time of the attempt
 * @param secrets newest first; two while a rotated secret overlaps
 * @param key signs along by Ed25519; null for none
 */
public record SealContext(
    String webhookId, Instant at, List<SigningSecret> secrets, @Nullable AsymmetricKey key) {
  public SealContext {
    secrets = List.copyOf(secrets);
  }

  /** Without a key. */
  public SealContext(String webhookId, Instant at, List<SigningSecret> secrets) {
    this(webhookId, at, secrets, null);
  }
}
