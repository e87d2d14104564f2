package dev.pappus.account.ldap;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Reads the settings of the directory at start: a wrong value stops the deployment. */
@Singleton
@Startup
public class LdapSettingsCheck {
  @Inject LdapSettings settings;

  @PostConstruct
  void check() {
    settings.check();
  }
}
