package dev.pappus.build;

import dev.pappus.plan.PlanLimit;
import dev.pappus.plan.PlanUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** The bytes of a team's packages. */
@ApplicationScoped
public class StorageUsage implements PlanUsage {
  @Inject BuildRepository builds;

  @Override
  public PlanLimit limit() {
    return PlanLimit.STORAGE_BYTES;
  }

  @Override
  public long used(UUID teamId) {
    return builds.storedBytes(teamId);
  }
}
