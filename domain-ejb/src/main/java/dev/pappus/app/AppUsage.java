package dev.pappus.app;

import dev.pappus.plan.PlanLimit;
import dev.pappus.plan.PlanUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** A team's apps. */
@ApplicationScoped
public class AppUsage implements PlanUsage {
  @Inject AppRepository apps;

  @Override
  public PlanLimit limit() {
    return PlanLimit.APPS;
  }

  @Override
  public long used(UUID teamId) {
    return apps.count(teamId);
  }
}
