package dev.pappus.account.oidc;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Reads the settings of the provider at start: a wrong value stops the deployment. */
@Singleton
@Startup
public class OidcSettingsCheck {
  @Inject OidcSettings settings;

  @PostConstruct
  void check() {
    settings.check();
  }
}
