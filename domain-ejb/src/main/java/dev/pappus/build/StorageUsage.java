package dev.pappus.build;

import dev.pappus.app.AppTransferred;
import dev.pappus.plan.PlanGate;
import dev.pappus.plan.PlanLimit;
import dev.pappus.plan.PlanUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.UUID;

/** The bytes of a team's packages. */
@ApplicationScoped
public class StorageUsage implements PlanUsage {
  @Inject BuildRepository builds;
  @Inject PlanGate gate;

  @Override
  public PlanLimit limit() {
    return PlanLimit.STORAGE_BYTES;
  }

  @Override
  public long used(UUID teamId) {
    return builds.storedBytes(teamId);
  }

  /**
   * An app that was another team's brings its packages, which are counted already.
   *
   * @throws dev.pappus.plan.PlanLimitException {@code plan-limit}; the app stays where it was
   */
  void admit(@Observes AppTransferred brought) {
    gate.admit(brought.teamId(), limit(), () -> used(brought.teamId()), 0);
  }
}
