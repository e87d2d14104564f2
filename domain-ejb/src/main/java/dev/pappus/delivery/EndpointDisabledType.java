package dev.pappus.delivery;

import dev.pappus.app.App;
import dev.pappus.app.EventApps;
import dev.pappus.event.EventApp;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventType;
import dev.pappus.shared.id.PublicId;
import dev.pappus.webhook.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/**
 * A webhook was switched off because its endpoint said it wants no more or failed for days: {@code
 * endpoint.disabled}, for the other webhooks of the app or team.
 */
@ApplicationScoped
public class EndpointDisabledType implements EventType {
  @Inject EventApps apps;

  @Override
  public String wireName() {
    return "endpoint.disabled";
  }

  @Override
  public int order() {
    return 80;
  }

  EventMessage of(App app, Webhook webhook, String reason, WebhookHealth health, Instant at) {
    return EndpointEvents.message(
        PublicId.newKey(),
        this,
        apps.describe(app),
        webhook.id(),
        webhook.name(),
        reason,
        health.failingSince() == null ? at : health.failingSince(),
        at);
  }

  @Override
  public EventMessage sample(EventApp app) {
    return EndpointEvents.sample(this, app, "The endpoint answered 410 Gone.");
  }
}
