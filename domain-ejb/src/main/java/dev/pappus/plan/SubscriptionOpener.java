package dev.pappus.plan;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/** Makes the row that those who add something limited lock, in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SubscriptionOpener {
  @Inject PlanRepository plans;
  @Inject Clock clock;

  /** Of two at once one fails on the team, and is tried again. */
  public void open(UUID teamId) {
    if (plans.findSubscription(teamId).isEmpty()) {
      plans.add(new Subscription(teamId, clock.instant()));
    }
  }
}
