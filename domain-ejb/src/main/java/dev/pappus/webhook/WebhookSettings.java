package dev.pappus.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of webhooks. */
@ApplicationScoped
public class WebhookSettings {
  /**
   * How many webhooks an app may have. A lower limit takes none away. Default 3, range 0 to 100.
   * Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.webhook.per-app-limit", defaultValue = "3")
  int perAppLimit;

  /**
   * How long a rotated secret signs along with the new one. Default PT24H; PT0S ends the old one at
   * once. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.webhook.secret-overlap", defaultValue = "PT24H")
  Duration secretOverlap;

  public int perAppLimit() {
    return perAppLimit;
  }

  public Duration secretOverlap() {
    return secretOverlap;
  }
}
