package dev.pappus.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's engine state: which node sends for it, and how its endpoint is doing.
 *
 * @param owner the node that sends, or null
 * @param epoch counts owners
 * @param generation counts fresh starts of the endpoint
 */
public record Lane(
    UUID webhookId, @Nullable UUID owner, long epoch, long generation, WebhookHealth health) {

  boolean ownedBy(UUID node, long underEpoch) {
    return node.equals(owner) && epoch == underEpoch;
  }

  Lane after(AttemptResult result) {
    boolean success = result.outcome() == AttemptOutcome.DELIVERED;
    Instant at = result.startedAt().plus(result.took());
    Instant since = health.failingSince();
    return new Lane(
        webhookId,
        owner,
        epoch,
        generation,
        new WebhookHealth(
            result.outcome(),
            at,
            success ? at : health.lastSuccessAt(),
            success ? 0 : health.failures() + 1,
            success ? null : since == null ? at : since));
  }
}
