package dev.pappus.webhook;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The house's own hand on a webhook: switches it off when its endpoint is given up. */
@ApplicationScoped
public class WebhookSwitch {
  @Inject WebhookRepository webhooks;
  @Inject AuditTrail audit;
  @Inject Event<WebhookChanged> changed;
  @Inject Clock clock;

  /** Locks a webhook's row before anything else of it is locked; empty if it was removed. */
  public Optional<Webhook> lock(UUID id) {
    return webhooks.lockLive(id);
  }

  /**
   * Switches a locked webhook off.
   *
   * @param reason in plain words, at most 200 characters
   * @return false if it was off already
   */
  public boolean switchOff(Webhook webhook, String reason) {
    if (!webhook.enabled()) {
      return false;
    }
    webhook.disable(reason, clock.instant());
    changed.fire(new WebhookChanged(webhook.id(), false));
    audit.record(
        Caller.system(webhook.teamId()),
        "webhook.switch-off",
        PublicId.format(IdKind.WEBHOOK, webhook.id()),
        Json.createObjectBuilder().add("enabled", true).build(),
        Json.createObjectBuilder().add("enabled", false).add("reason", reason).build());
    return true;
  }
}
