package dev.pappus.plan;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes payments down: what every way of paying ends in. A payment is known by its provider and the
 * provider's id, and counts once, however often it is told.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class PaymentBook {
  @Inject PlanRepository plans;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * What became of an order.
   *
   * @param fresh false if the payment was taken down before, and nothing was changed now
   */
  public record Entry(Payment payment, boolean fresh) {}

  /**
   * Takes a payment down and lets its plan hold; of two that are told at once one fails on the
   * payment's id, and is tried again by its caller ({@code Conflict.retrying}).
   *
   * @throws InvalidFieldException {@code field-invalid} for an unknown plan or the free one, a time
   *     that is over
   */
  public Entry take(Caller caller, UUID teamId, PaymentOrder order) {
    Optional<Payment> known = plans.findPayment(order.provider(), order.paymentId());
    if (known.isPresent()) {
      return new Entry(known.get(), false);
    }
    Instant now = clock.instant();
    if (order.plan().equals(Plan.FREE) || plans.findPlan(order.plan()).isEmpty()) {
      throw new InvalidFieldException("plan", "must be a plan that is paid for");
    }
    if (!order.paidUntil().isAfter(now)) {
      throw new InvalidFieldException("paidUntil", "must lie ahead");
    }
    Subscription subscription =
        plans
            .lockSubscription(teamId)
            .orElseGet(
                () -> {
                  Subscription first = new Subscription(teamId, now);
                  plans.add(first);
                  return first;
                });
    // after the lock, as a payment refers to the team: who admits something goes the same way
    Payment payment = new Payment(teamId, order, now);
    plans.add(payment);
    JsonObject before = state(subscription);
    subscription.pay(order.plan(), order.paidUntil());
    // the team's own people look there
    audit.record(
        caller.in(teamId),
        "plan.pay",
        PublicId.format(IdKind.TEAM, teamId),
        before,
        Json.createObjectBuilder(state(subscription))
            .add("provider", order.provider())
            .add("payment", order.paymentId())
            .add("receipt", order.receipt())
            .build());
    return new Entry(payment, true);
  }

  private static JsonObject state(Subscription subscription) {
    String plan = subscription.plan();
    Instant until = subscription.paidUntil();
    return Json.createObjectBuilder()
        .add("plan", plan == null ? Plan.FREE : plan)
        .add("paidUntil", until == null ? "" : until.toString())
        .build();
  }
}
