package dev.pappus.account.plan;

import dev.pappus.account.UserRepository;
import dev.pappus.plan.PlanGate;
import dev.pappus.plan.PlanLimit;
import dev.pappus.plan.PlanUsage;
import dev.pappus.shared.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** A team's members, and whether one more may come. */
@ApplicationScoped
public class MemberUsage implements PlanUsage {
  @Inject UserRepository users;
  @Inject PlanGate gate;

  @Override
  public PlanLimit limit() {
    return PlanLimit.MEMBERS;
  }

  @Override
  public long used(UUID teamId) {
    return users.membersWho(teamId, Permission.VIEW).size();
  }

  /**
   * Lets one more in; to be called in the transaction that adds it.
   *
   * @throws dev.pappus.plan.PlanLimitException {@code plan-limit}
   */
  public void admitOne(UUID teamId) {
    gate.admit(teamId, limit(), () -> used(teamId));
  }
}
