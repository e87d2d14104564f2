package dev.pappus.inspector;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Reads the settings of the inspector at start, so that a wrong value stops the deployment. */
@Singleton
@Startup
public class InspectorSettingsCheck {
  @Inject InspectorSettings settings;

  @PostConstruct
  void check() {
    settings.check();
  }
}
