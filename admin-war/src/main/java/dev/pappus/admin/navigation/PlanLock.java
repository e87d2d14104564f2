package dev.pappus.admin.navigation;

import dev.pappus.plan.PlanFeature;
import dev.pappus.plan.PlanFeatureException;
import dev.pappus.plan.PlanGate;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Says why a team's plan does not let something be done, and what would unlock it. */
@RequestScoped
public class PlanLock {
  @Inject PlanGate plans;
  @Inject Words words;

  /** A sentence; "" if the plan has it. */
  public String of(UUID teamId, PlanFeature feature) {
    try {
      plans.require(teamId, feature);
      return "";
    } catch (PlanFeatureException locked) {
      return words.problem(locked);
    }
  }
}
