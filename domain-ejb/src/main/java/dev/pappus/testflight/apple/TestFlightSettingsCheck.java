package dev.pappus.testflight.apple;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Reads the settings at start, so that a wrong value stops the deployment. */
@Singleton
@Startup
public class TestFlightSettingsCheck {
  @Inject TestFlightSettings settings;

  @PostConstruct
  void check() {
    settings.check();
  }
}
