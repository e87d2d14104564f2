package dev.pappus.plan;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import java.util.List;

/**
 * The team's plan does not have a feature: 403 {@code plan-feature} with {@code plan}, {@code
 * feature}, and {@code unlockedBy}, the plans that have it.
 */
public class PlanFeatureException extends DomainException {

  PlanFeatureException(Plan plan, PlanFeature feature, List<String> unlockedBy) {
    super(
        ProblemKind.FORBIDDEN,
        "plan-feature",
        "Not part of the plan",
        "The plan "
            + plan.name()
            + " does not have "
            + feature.wireName()
            + "."
            + (unlockedBy.isEmpty()
                ? ""
                : " It comes with the plan " + String.join(" or ", unlockedBy) + "."));
    with("plan", plan.name());
    with("feature", feature.wireName());
    with("unlockedBy", unlockedBy);
  }
}
