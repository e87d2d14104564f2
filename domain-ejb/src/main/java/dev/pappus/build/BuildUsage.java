package dev.pappus.build;

import dev.pappus.plan.PlanLimit;
import dev.pappus.plan.PlanUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** The builds of the app that has most. */
@ApplicationScoped
public class BuildUsage implements PlanUsage {
  @Inject BuildRepository builds;

  @Override
  public PlanLimit limit() {
    return PlanLimit.BUILDS_PER_APP;
  }

  @Override
  public long used(UUID teamId) {
    return builds.mostBuilds(teamId);
  }
}
