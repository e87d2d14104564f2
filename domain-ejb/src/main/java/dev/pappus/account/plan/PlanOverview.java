package dev.pappus.account.plan;

import dev.pappus.account.verification.VerificationStatus;
import dev.pappus.plan.Payment;
import dev.pappus.plan.Plan;
import dev.pappus.plan.PlanFeature;
import dev.pappus.plan.PlanLimit;
import dev.pappus.plan.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a team has and may have.
 *
 * @param enforced whether any of it holds on this installation
 * @param verification where the team's real name stands
 * @param payments newest first, the last few; empty for those who do not manage the team
 */
public record PlanOverview(
    boolean enforced,
    Standing standing,
    VerificationStatus verification,
    List<Limit> limits,
    List<Feature> features,
    List<Plan> plans,
    List<Payment> payments) {

  /**
   * One limit.
   *
   * @param used how many there are; of limits for each app, those of the app that has most; null
   *     for downloads, which each build counts for itself
   * @param allowed null for no limit
   * @param unlockedBy plans that allow more; none of downloads while the team is not verified
   */
  public record Limit(
      PlanLimit what, @Nullable Long used, @Nullable Long allowed, List<String> unlockedBy) {

    /** Whether nothing can be added. */
    public boolean full() {
      return used != null && allowed != null && used >= allowed;
    }
  }

  /**
   * One feature.
   *
   * @param unlockedBy plans that have it
   */
  public record Feature(PlanFeature what, boolean included, List<String> unlockedBy) {}
}
