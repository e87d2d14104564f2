package dev.pappus.admin.plan;

import dev.pappus.account.plan.PlanDesk;
import dev.pappus.account.plan.PlanOverview;
import dev.pappus.account.verification.VerificationStatus;
import dev.pappus.admin.navigation.Shown;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.plan.Payment;
import dev.pappus.plan.Plan;
import dev.pappus.plan.PlanLimit;
import dev.pappus.plan.Standing;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the team has and may have, in words. */
@Named
@RequestScoped
public class PlanView {
  @Inject CurrentMember member;
  @Inject PlanDesk desk;
  @Inject Words words;
  @Inject Shown shown;

  private @Nullable PlanOverview overview;

  public PlanOverview getOverview() {
    PlanOverview known = overview;
    if (known == null) {
      known = desk.overview(member.caller());
      overview = known;
    }
    return known;
  }

  /** The state of the plan, and what to do next. */
  public String getState() {
    Standing standing = getOverview().standing();
    return words.of(
        "plan.state." + standing.state(),
        standing.plan().name(),
        String.valueOf(standing.paidPlan()),
        shown.time(standing.paidUntil()),
        shown.time(standing.graceUntil()));
  }

  /** A limit in words: {@code 3 of 10}. */
  public String amount(PlanOverview.Limit limit) {
    Long used = limit.used();
    Long allowed = limit.allowed();
    String most = allowed == null ? words.of("plan.unlimited") : number(limit.what(), allowed);
    return used == null ? most : words.of("plan.of", number(limit.what(), used), most);
  }

  /** What a plan allows of something, in words. */
  public String most(Plan plan, PlanLimit what) {
    Long allowed = plan.limit(what);
    if (allowed != null) {
      return number(what, allowed);
    }
    return words.of(what == PlanLimit.DOWNLOADS_PER_DAY ? "plan.bySettings" : "plan.unlimited");
  }

  private String number(PlanLimit what, long number) {
    return what == PlanLimit.STORAGE_BYTES ? shown.size(number) : Long.toString(number);
  }

  /** What would allow more of something, "" if nothing would. */
  public String more(PlanOverview.Limit limit) {
    return limit.what() == PlanLimit.DOWNLOADS_PER_DAY
            && getOverview().verification() != VerificationStatus.APPROVED
        ? words.of("plan.verifyFirst")
        : unlocking(limit.unlockedBy());
  }

  /** The plans that would allow more, "" if none would. */
  public String unlocking(List<String> plans) {
    return plans.isEmpty() ? "" : words.of("plan.unlockedBy", String.join(", ", plans));
  }

  /** The team's public id, by which payments name it. */
  public String getTeamId() {
    return PublicId.format(IdKind.TEAM, member.caller().teamId());
  }

  /** The newest payment; null if there is none. */
  public @Nullable Payment getLastPayment() {
    return getOverview().payments().stream().findFirst().orElse(null);
  }
}
