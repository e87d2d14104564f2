package dev.pappus.account.plan;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.account.verification.VerificationRepository;
import dev.pappus.account.verification.VerificationStatus;
import dev.pappus.plan.Plan;
import dev.pappus.plan.PlanFeature;
import dev.pappus.plan.PlanGate;
import dev.pappus.plan.PlanLimit;
import dev.pappus.plan.PlanRepository;
import dev.pappus.plan.PlanUsage;
import dev.pappus.plan.Standing;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A team's plan, for its people. */
@Stateless
public class PlanDesk {
  private static final int PAYMENTS = 20;

  @Inject AccessControl accessControl;
  @Inject PlanGate gate;
  @Inject PlanRepository plans;
  @Inject UserRepository users;
  @Inject VerificationRepository verifications;
  @Inject @Any Instance<PlanUsage> usages;

  /**
   * What the caller's team has and may have.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public PlanOverview overview(Caller caller) {
    accessControl.require(caller, Permission.VIEW_MEMBERS);
    UUID team = caller.teamId();
    Standing standing = gate.standing(team);
    VerificationStatus verification = verifications.status(team);
    boolean verified = verification == VerificationStatus.APPROVED;
    long downloads = gate.downloadsPerDay(team, verified);
    List<Plan> all = plans.plans();
    Map<PlanLimit, Long> used = new EnumMap<>(PlanLimit.class);
    usages.forEach(usage -> used.put(usage.limit(), usage.used(team)));
    return new PlanOverview(
        gate.enforced(),
        standing,
        verification,
        Arrays.stream(PlanLimit.values())
            .map(
                what ->
                    limit(
                        what,
                        used.get(what),
                        what == PlanLimit.DOWNLOADS_PER_DAY
                            ? Long.valueOf(downloads)
                            : standing.plan().limit(what),
                        // no plan helps with downloads before the real name is known
                        what == PlanLimit.DOWNLOADS_PER_DAY && !verified ? List.of() : all))
            .toList(),
        Arrays.stream(PlanFeature.values())
            .map(
                what ->
                    new PlanOverview.Feature(
                        what, standing.plan().has(what), names(all, plan -> plan.has(what))))
            .toList(),
        all,
        caller.grants().allows(Permission.MANAGE_TEAM)
            ? plans.payments(team, PAYMENTS)
            : List.of());
  }

  /**
   * All plans of the installation, the smallest first.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public List<Plan> plans(Caller caller) {
    accessControl.require(caller, Permission.VIEW_MEMBERS);
    return plans.plans();
  }

  /**
   * All teams of the installation, newest first, in two queries for a page.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Page<TeamStanding> teams(Caller caller, PageRequest request) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    Page<Team> page = users.teams(request);
    Map<UUID, Standing> standings = gate.standings(page.items().stream().map(Team::id).toList());
    return page.map(
        team -> new TeamStanding(team, Objects.requireNonNull(standings.get(team.id()))));
  }

  private static PlanOverview.Limit limit(
      PlanLimit what, @Nullable Long used, @Nullable Long allowed, List<Plan> all) {
    return new PlanOverview.Limit(
        what,
        used,
        allowed,
        allowed == null ? List.of() : names(all, plan -> allowsMore(plan, what, allowed)));
  }

  /** Of downloads a plan without a number of its own has that of the settings, which is no more. */
  private static boolean allowsMore(Plan plan, PlanLimit what, long than) {
    boolean ofTheSettings =
        what == PlanLimit.DOWNLOADS_PER_DAY && plan.limit(PlanLimit.DOWNLOADS_PER_DAY) == null;
    return !ofTheSettings && PlanGate.allowsMore(plan, what, than);
  }

  private static List<String> names(List<Plan> all, Predicate<Plan> wanted) {
    return all.stream().filter(wanted).map(Plan::name).toList();
  }
}
