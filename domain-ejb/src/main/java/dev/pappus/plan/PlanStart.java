package dev.pappus.plan;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Checks the settings when the application starts, so that a wrong one stops it. */
@Singleton
@Startup
public class PlanStart {
  @Inject PlanSettings settings;

  @PostConstruct
  void start() {
    settings.check();
  }
}
