package dev.pappus.plan;

import java.time.Instant;

/**
 * What a provider says was paid for.
 *
 * @param provider {@code manual}, or the name of an outside one; at most 20 characters
 * @param paymentId the provider's own id, at most 100 characters
 * @param receipt the number on the receipt, at most 100 characters
 * @param plan a plan's name
 * @param paidUntil the first moment that is not paid for
 */
public record PaymentOrder(
    String provider, String paymentId, String receipt, String plan, Instant paidUntil) {}
