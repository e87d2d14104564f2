package dev.pappus.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of webhooks. */
@ApplicationScoped
public class WebhookSettings {
  private static final int MAX_LIMIT = 100;

  /**
   * How many webhooks an app may have. A lower limit takes none away. Default 3, range 0 to 100.
   * Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.webhook.per-app-limit")
  int perAppLimit;

  /**
   * How long a rotated secret signs along with the new one. Default PT24H; PT0S ends the old one at
   * once. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.webhook.secret-overlap")
  Duration secretOverlap;

  public int perAppLimit() {
    return perAppLimit;
  }

  public Duration secretOverlap() {
    return secretOverlap;
  }

  /**
   * @throws IllegalStateException with one clear line if a value is wrong
   */
  void check() {
    if (perAppLimit < 0 || perAppLimit > MAX_LIMIT) {
      throw new IllegalStateException("pappus.webhook.per-app-limit must be 0 to " + MAX_LIMIT);
    }
    if (secretOverlap.isNegative()) {
      throw new IllegalStateException("pappus.webhook.secret-overlap must not be negative");
    }
  }
}
