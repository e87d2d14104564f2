package dev.pappus.plan;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import java.util.List;

/**
 * The team has as many of something as its plan allows: 402 {@code plan-limit} with {@code plan},
 * {@code what}, {@code limit}, {@code used}, and {@code unlockedBy}, the plans that allow more.
 */
public class PlanLimitException extends DomainException {

  PlanLimitException(Plan plan, PlanLimit what, long limit, long used, List<String> unlockedBy) {
    super(
        ProblemKind.PLAN_REQUIRED,
        "plan-limit",
        "The plan's limit is reached",
        "The plan "
            + plan.name()
            + " allows "
            + limit
            + " "
            + what.wireName()
            + ", and there are "
            + used
            + ". "
            + unlocking(unlockedBy));
    with("plan", plan.name());
    with("what", what.wireName());
    with("limit", limit);
    with("used", used);
    with("unlockedBy", unlockedBy);
  }

  static String unlocking(List<String> plans) {
    return plans.isEmpty()
        ? "No plan allows more; remove something."
        : "More comes with the plan " + String.join(" or ", plans) + ".";
  }
}
