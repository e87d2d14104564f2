package dev.pappus.plan;

import java.util.UUID;

/**
 * Tells how much of something a team has. A plug-in of the plan's page: the feature that holds the
 * things has the implementation.
 */
public interface PlanUsage {

  PlanLimit limit();

  /** How many there are now; of limits for each app, those of the app that has most. */
  long used(UUID teamId);
}
