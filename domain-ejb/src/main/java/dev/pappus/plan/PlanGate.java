package dev.pappus.plan;

import dev.pappus.shared.persistence.Conflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a team may have one more of something, or use a feature: the one place that does.
 * Without {@code pappus.plan.enforced} everything may be had.
 *
 * <p>Nothing is ever taken away: what a team has above the limits of a smaller plan stays, and only
 * nothing is added.
 */
@ApplicationScoped
public class PlanGate {
  @Inject PlanSettings settings;
  @Inject PlanRepository plans;
  @Inject SubscriptionOpener opener;
  @Inject Clock clock;

  public boolean enforced() {
    return settings.enforced();
  }

  /**
   * Lets one more in; to be called in the transaction that adds it. Those of one team come one
   * after the other from here on, so that the count is right when it is compared.
   *
   * @param used counts what there is
   * @throws PlanLimitException {@code plan-limit}
   */
  public void admit(UUID teamId, PlanLimit what, LongSupplier used) {
    admit(teamId, what, used, 1);
  }

  /**
   * As {@link #admit(UUID, PlanLimit, LongSupplier)}.
   *
   * @param more how much is added
   * @throws PlanLimitException {@code plan-limit}
   */
  public void admit(UUID teamId, PlanLimit what, LongSupplier used, long more) {
    if (!settings.enforced()) {
      return;
    }
    Plan plan = standing(locked(teamId)).plan();
    Long limit = plan.limit(what);
    if (limit == null) {
      return;
    }
    long there = used.getAsLong();
    if (there + more > limit) {
      throw new PlanLimitException(
          plan, what, limit, there, plansWith(other -> allowsMore(other, what, limit)));
    }
  }

  private Subscription locked(UUID teamId) {
    return plans
        .lockSubscription(teamId)
        .orElseGet(
            () -> {
              Conflict.retrying(
                  () -> {
                    opener.open(teamId);
                    return teamId;
                  });
              return plans
                  .lockSubscription(teamId)
                  .orElseThrow(() -> new IllegalStateException("A team without a subscription"));
            });
  }

  /**
   * @throws PlanFeatureException {@code plan-feature}
   */
  public void require(UUID teamId, PlanFeature feature) {
    if (!settings.enforced()) {
      return;
    }
    Plan plan = standing(teamId).plan();
    if (!plan.has(feature)) {
      throw new PlanFeatureException(plan, feature, plansWith(other -> other.has(feature)));
    }
  }

  public boolean allows(UUID teamId, PlanFeature feature) {
    return !settings.enforced() || standing(teamId).plan().has(feature);
  }

  /** How often a team's builds may be downloaded a day, each, where downloads are counted. */
  public long downloadsPerDay(UUID teamId, boolean verified) {
    Long own = verified ? standing(teamId).plan().limit(PlanLimit.DOWNLOADS_PER_DAY) : null;
    return own == null ? settings.downloads(verified) : own;
  }

  /** Where a team stands now. */
  public Standing standing(UUID teamId) {
    return standing(plans.findSubscription(teamId).orElse(null));
  }

  /** Where some teams stand now, by team. */
  public Map<UUID, Standing> standings(Collection<UUID> teamIds) {
    Map<UUID, Subscription> known = plans.subscriptions(teamIds);
    return teamIds.stream()
        .distinct()
        .collect(Collectors.toMap(Function.identity(), team -> standing(known.get(team))));
  }

  private Standing standing(@Nullable Subscription subscription) {
    String paidPlan = subscription == null ? null : subscription.plan();
    Instant paidUntil = subscription == null ? null : subscription.paidUntil();
    if (paidPlan == null || paidUntil == null) {
      return new Standing(plan(Plan.FREE), Standing.State.FREE, null, null, null);
    }
    Instant now = clock.instant();
    Instant graceUntil = paidUntil.plus(settings.grace());
    Standing.State state =
        now.isBefore(paidUntil)
            ? Standing.State.PAID
            : now.isBefore(graceUntil) ? Standing.State.GRACE : Standing.State.LAPSED;
    String holds = state == Standing.State.LAPSED ? Plan.FREE : paidPlan;
    return new Standing(plan(holds), state, paidPlan, paidUntil, graceUntil);
  }

  private Plan plan(String name) {
    return plans
        .findPlan(name)
        .orElseThrow(() -> new IllegalStateException("The table of plans has no " + name));
  }

  private List<String> plansWith(Predicate<Plan> wanted) {
    return plans.plans().stream().filter(wanted).map(Plan::name).toList();
  }

  /** Whether a plan allows more of something than a number. */
  public static boolean allowsMore(Plan plan, PlanLimit what, long than) {
    Long limit = plan.limit(what);
    return limit == null || limit > than;
  }
}
