package dev.pappus.webhook;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose webhooks are meant: one app's, or those of the caller's whole team.
 *
 * @param appId null for the team
 */
public record WebhookOwner(@Nullable UUID appId) {
  /** The caller's team. */
  public static final WebhookOwner TEAM = new WebhookOwner(null);

  public static WebhookOwner app(UUID appId) {
    return new WebhookOwner(appId);
  }

  public boolean isTeam() {
    return appId == null;
  }
}
