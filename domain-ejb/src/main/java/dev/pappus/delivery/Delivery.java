package dev.pappus.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook, as it stood when it was read.
 *
 * <p>Life: planned as {@link DeliveryStatus#PENDING PENDING} in the transaction of its event; stays
 * so over all attempts; then goes once to DELIVERED, FAILED, EXPIRED or CANCELLED, and nothing
 * leaves these four. Only the owner of the webhook's lane closes it, in its rounds; a resend closes
 * the unfinished one it replaces, never one in flight.
 *
 * @param reason why it ended so, or null
 * @param attemptCount attempts that were counted
 * @param nextAttemptAt when it is due, null once finished
 * @param inFlight being sent at this moment by this node
 * @param resendOf the delivery it repeats, or null
 * @param jobId the job that made it, or null
 */
public record Delivery(
    UUID id,
    UUID appId,
    UUID eventId,
    UUID webhookId,
    DeliveryStatus status,
    @Nullable String reason,
    int attemptCount,
    @Nullable Instant nextAttemptAt,
    boolean inFlight,
    boolean test,
    @Nullable UUID resendOf,
    @Nullable UUID jobId,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  Delivery sendingNow(boolean now) {
    return new Delivery(
        id,
        appId,
        eventId,
        webhookId,
        status,
        reason,
        attemptCount,
        nextAttemptAt,
        now,
        test,
        resendOf,
        jobId,
        createdAt,
        finishedAt);
  }
}
