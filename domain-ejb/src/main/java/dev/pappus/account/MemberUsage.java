package dev.pappus.account;

import dev.pappus.plan.PlanGate;
import dev.pappus.plan.PlanLimit;
import dev.pappus.plan.PlanLimitException;
import dev.pappus.plan.PlanUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** A team's members, and whether one more may come. Collaborators of single apps do not count. */
@ApplicationScoped
public class MemberUsage implements PlanUsage {
  @Inject MembershipRepository memberships;
  @Inject PlanGate gate;

  @Override
  public PlanLimit limit() {
    return PlanLimit.MEMBERS;
  }

  @Override
  public long used(UUID teamId) {
    return memberships.count(teamId);
  }

  /**
   * Lets one more in; to be called in the transaction that adds it, before that locks the team: a
   * team's first such call makes a row that refers to it.
   *
   * @throws PlanLimitException {@code plan-limit}
   */
  public void admitOne(UUID teamId) {
    gate.admit(teamId, limit(), () -> used(teamId));
  }

  /** As {@link #admitOne}, for who goes on without. */
  boolean admitsOne(UUID teamId) {
    try {
      admitOne(teamId);
      return true;
    } catch (PlanLimitException full) {
      return false;
    }
  }
}
