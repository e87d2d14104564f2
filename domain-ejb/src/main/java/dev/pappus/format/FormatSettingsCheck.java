package dev.pappus.format;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Reads the settings of package reading at start: a wrong value stops the deployment. */
@Singleton
@Startup
public class FormatSettingsCheck {
  @Inject FormatSettings settings;

  @PostConstruct
  void check() {
    settings.check();
  }
}
