package dev.pappus.delivery.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A deleted app whose deliveries may still wait in the lane of a team's webhook.
 *
 * @param reached the delivery that was looked at last; {@link #BEGINNING} before the first
 * @param lookAt when to look on, or again
 */
public record AppWithdrawal(
    UUID webhookId, UUID appId, Instant deletedAt, UUID reached, Instant lookAt) {
  /** Less than any key of ours. */
  public static final UUID BEGINNING = new UUID(0, 0);

  /** The same, to be looked at from there on at that time. */
  public AppWithdrawal lookedAt(UUID upTo, Instant next) {
    return new AppWithdrawal(webhookId, appId, deletedAt, upTo, next);
  }
}
