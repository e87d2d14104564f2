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

/** An endpoint whose trouble was told answers again: {@code endpoint.recovered}. */
@ApplicationScoped
public class EndpointRecoveredType implements EventType {
  @Inject EventApps apps;

  @Override
  public String wireName() {
    return "endpoint.recovered";
  }

  @Override
  public int order() {
    return 81;
  }

  EventMessage of(App app, Webhook webhook, Instant at) {
    return EndpointEvents.message(
        PublicId.newKey(), this, apps.describe(app), webhook.id(), webhook.name(), "", at, at);
  }

  @Override
  public EventMessage sample(EventApp app) {
    return EndpointEvents.sample(this, app, "");
  }
}
