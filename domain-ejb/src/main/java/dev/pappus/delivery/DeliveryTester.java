package dev.pappus.delivery;

import dev.pappus.app.App;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.app.AppRepository;
import dev.pappus.app.EventApps;
import dev.pappus.audit.AuditTrail;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventRecorder;
import dev.pappus.event.EventType;
import dev.pappus.event.EventTypeCatalog;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.webhook.EventChoiceException;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookFilter;
import dev.pappus.webhook.WebhookOwner;
import dev.pappus.webhook.WebhookRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a sample to one webhook, marked as a test: one attempt, whether the webhook is on or off.
 */
@Stateless
public class DeliveryTester {
  @Inject AppRepository apps;
  @Inject WebhookRepository webhooks;
  @Inject EventTypeCatalog eventTypes;
  @Inject EventApps eventApps;
  @Inject EventRecorder events;
  @Inject DeliveryRepository deliveries;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * Plans the test.
   *
   * @param eventType wire name; null for the first that the webhook has chosen
   * @return the test's delivery
   * @throws EventChoiceException {@code event-unknown} if there is no such event
   * @throws dev.pappus.webhook.WebhookNotFoundException {@code webhook-not-found}
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found}, also where a team's webhook
   *     admits no app that there is
   */
  public Delivery test(
      Caller caller, WebhookOwner owner, UUID webhookId, @Nullable String eventType) {
    Webhook webhook = webhooks.get(caller, Permission.MANAGE_WEBHOOKS, owner, webhookId);
    EventMessage message =
        typeOf(webhook, eventType)
            .sample(eventApps.describe(appOf(caller, owner, webhook)))
            .asTest(PublicId.newKey(), clock.instant());
    events.recordTest(webhook.teamId(), message, webhookId);
    audit.record(
        caller,
        "webhook.test",
        PublicId.format(IdKind.WEBHOOK, webhookId),
        null,
        Json.createObjectBuilder().add("event", message.type()).build());
    return deliveries.ofEvents(List.of(message.id())).getOrDefault(message.id(), List.of()).stream()
        .findFirst()
        .orElseThrow(() -> new UnavailableException("The test could not be rendered."));
  }

  /** What the sample speaks of: for a team's webhook the newest app that it gets events of. */
  private App appOf(Caller caller, WebhookOwner owner, Webhook webhook) {
    UUID appId = owner.appId();
    if (appId != null) {
      return apps.get(caller, Permission.MANAGE_WEBHOOKS, appId);
    }
    WebhookFilter filter = webhook.filter();
    return Stream.concat(
            filter.apps().stream().flatMap(id -> apps.find(id).stream()),
            apps.newest(caller.teamId()).stream())
        .filter(app -> filter.admitsApp(app.id(), app.platform()))
        .findFirst()
        .orElseThrow(AppNotFoundException::new);
  }

  private EventType typeOf(Webhook webhook, @Nullable String eventType) {
    String wanted = eventType == null ? webhook.events().iterator().next() : eventType;
    return eventTypes
        .find(wanted)
        .orElseThrow(
            () ->
                EventChoiceException.unknown(
                    wanted, eventTypes.all().stream().map(EventType::wireName).toList()));
  }
}
