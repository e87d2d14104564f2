package dev.pappus.delivery;

import dev.pappus.account.AccessControl;
import dev.pappus.account.Permission;
import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.audit.AuditTrail;
import dev.pappus.delivery.store.DeliveryHistory;
import dev.pappus.event.EventApp;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventRecorder;
import dev.pappus.event.EventType;
import dev.pappus.event.EventTypeCatalog;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends a sample of an event to one webhook: one attempt, also while the webhook is off. */
@Stateless
public class DeliveryTester {
  @Inject AccessControl access;
  @Inject AppRepository apps;
  @Inject WebhookRepository webhooks;
  @Inject EventTypeCatalog types;
  @Inject EventRecorder recorder;
  @Inject DeliveryHistory history;
  @Inject PublicUrls urls;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * Sends a test.
   *
   * @param event wire name; null for the first that the webhook asks for
   * @return the delivery, still to be sent
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found} if there is no such app
   * @throws dev.pappus.webhook.WebhookNotFoundException {@code webhook-not-found} if it has no such
   *     webhook
   * @throws DomainException {@code event-unknown} if there is no such event; {@code
   *     render-failed} if the webhook's format cannot say it
   */
  public Delivery send(Caller caller, UUID appId, UUID webhookId, @Nullable String event) {
    access.require(caller, Permission.MANAGE_WEBHOOKS);
    App app = apps.get(caller, appId);
    Webhook webhook = webhooks.get(caller, appId, webhookId);
    EventType type = type(event == null ? webhook.events().iterator().next() : event);
    EventMessage message = type.sample(about(app)).asTest(PublicId.newKey(), clock.instant());
    recorder.recordTest(caller.teamId(), message, webhookId);
    audit.record(
        caller,
        "webhook.test",
        PublicId.format(IdKind.WEBHOOK, webhookId),
        null,
        Json.createObjectBuilder().add("event", type.wireName()).build());
    return history
        .findLatest(message.id(), webhookId)
        .orElseThrow(
            () ->
                new DomainException(
                    ProblemKind.INVALID,
                    "render-failed",
                    "Event cannot be rendered",
                    "The format " + webhook.format() + " could not render this event."));
  }

  private EventType type(String wireName) {
    return types
        .find(wireName)
        .orElseThrow(
            () ->
                new DomainException(
                    ProblemKind.INVALID,
                    "event-unknown",
                    "Unknown event",
                    "There is no event \"" + wireName + "\"."));
  }

  private EventApp about(App app) {
    return new EventApp(
        app.id(),
        app.name(),
        app.platform(),
        app.bundleId(),
        app.slug(),
        urls.installPage(app.slug()));
  }
}
