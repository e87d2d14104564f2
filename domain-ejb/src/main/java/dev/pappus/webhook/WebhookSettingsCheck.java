package dev.pappus.webhook;

import dev.pappus.webhook.endpoint.EndpointSettings;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Reads the settings of webhooks at start, so that a wrong value stops the deployment. */
@Singleton
@Startup
public class WebhookSettingsCheck {
  @Inject WebhookSettings settings;
  @Inject EndpointSettings endpointSettings;

  @PostConstruct
  void check() {
    settings.check();
    endpointSettings.check();
  }
}
