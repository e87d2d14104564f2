package dev.pappus.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of webhooks. */
@ApplicationScoped
public class WebhookSettings {
  private static final int MAX_LIMIT = 1000;

  /**
   * How many webhooks an app may have. A lower limit takes none away. Default 3, range 0 to 1000.
   * Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.webhook.per-app-limit")
  int perAppLimit;

  /**
   * How many webhooks a team may have for all its apps. A lower limit takes none away. Default 10,
   * range 0 to 1000. Since 0.2.
   */
  @Inject
  @ConfigProperty(name = "pappus.webhook.per-team-limit", defaultValue = "10")
  int perTeamLimit = 10;

  /** How many calls at once a webhook may ask for. Default 64, range 1 to 10000. Since 0.2. */
  @Inject
  @ConfigProperty(name = "pappus.webhook.max-concurrency", defaultValue = "64")
  int maxConcurrency = 64;

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

  public int perTeamLimit() {
    return perTeamLimit;
  }

  int limit(WebhookOwner owner) {
    return owner.isTeam() ? perTeamLimit : perAppLimit;
  }

  public int maxConcurrency() {
    return maxConcurrency;
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
    if (perTeamLimit < 0 || perTeamLimit > MAX_LIMIT) {
      throw new IllegalStateException("pappus.webhook.per-team-limit must be 0 to " + MAX_LIMIT);
    }
    if (maxConcurrency < 1 || maxConcurrency > 10_000) {
      throw new IllegalStateException("pappus.webhook.max-concurrency must be 1 to 10000");
    }
    if (secretOverlap.isNegative()) {
      throw new IllegalStateException("pappus.webhook.secret-overlap must not be negative");
    }
  }
}
