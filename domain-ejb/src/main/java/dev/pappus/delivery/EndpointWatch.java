package dev.pappus.delivery;

import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.LaneStore;
import dev.pappus.event.EventRecorder;
import dev.pappus.inbox.Inbox;
import dev.pappus.inbox.Notice;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.time.DbClock;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookSwitch;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells and does what a lane's news mean, in one transaction with taking them off: the webhook is
 * switched off, its team is told, the other webhooks get their event.
 *
 * <p>Not a part of the round, which must not wait for a person who is saving the webhook: here the
 * webhook's row is locked first and its lane after it, in the order in which an edit does.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EndpointWatch {
  private static final Logger LOG = System.getLogger(EndpointWatch.class.getName());

  @Inject WebhookSwitch webhooks;
  @Inject DeliveryStore store;
  @Inject LaneStore lanes;
  @Inject AppRepository apps;
  @Inject Inbox inbox;
  @Inject EventRecorder events;
  @Inject EndpointDisabledType disabledType;
  @Inject EndpointRecoveredType recoveredType;
  @Inject DbClock dbClock;

  /** Tells the news of one lane; does nothing if an edit has overtaken them. */
  public void tell(UUID webhookId) {
    Webhook webhook = webhooks.lock(webhookId).orElse(null);
    Lane lane = store.lockLanes(Set.of(webhookId)).get(webhookId);
    LaneNews news = lane == null ? null : lane.news();
    if (lane == null || news == null) {
      return;
    }
    boolean told = webhook == null ? lane.told() : tell(webhook, lane, news);
    lanes.told(webhookId, told);
  }

  /** Whether its team knows of trouble afterwards: only then an end of it is news. */
  private boolean tell(Webhook webhook, Lane lane, LaneNews news) {
    return switch (news) {
      case GONE -> switchOff(webhook, lane, "The endpoint answered 410 Gone.") || lane.told();
      case EXHAUSTED ->
          switchOff(webhook, lane, "The endpoint has failed since " + since(lane) + ".")
              || lane.told();
      case FAILING -> {
        tell(webhook, EndpointChange.Kind.FAILING, "endpoint-failing", "since " + since(lane));
        yield true;
      }
      case RECOVERED -> {
        recovered(webhook);
        yield false;
      }
    };
  }

  private static String since(Lane lane) {
    return String.valueOf(lane.health().failingSince());
  }

  /** Whether it was still on; who has switched it off knows. */
  private boolean switchOff(Webhook webhook, Lane lane, String reason) {
    if (!webhooks.switchOff(webhook, reason)) {
      return false;
    }
    tell(webhook, EndpointChange.Kind.SWITCHED_OFF, "endpoint-disabled", reason);
    app(webhook)
        .ifPresent(
            app ->
                events.record(
                    webhook.teamId(),
                    disabledType.of(app, webhook, reason, lane.health(), dbClock.now())));
    return true;
  }

  private void recovered(Webhook webhook) {
    tell(webhook, EndpointChange.Kind.RECOVERED, "endpoint-recovered", "");
    app(webhook)
        .ifPresent(
            app -> events.record(webhook.teamId(), recoveredType.of(app, webhook, dbClock.now())));
  }

  private void tell(Webhook webhook, EndpointChange.Kind kind, String notice, String detail) {
    Instant now = dbClock.now();
    store.insertChanges(
        List.of(new EndpointChange(PublicId.newKey(), webhook.id(), now, kind, detail)));
    inbox.tell(
        new Notice(
            webhook.teamId(), webhook.appId(), notice, webhook.id(), webhook.name(), detail, now));
    LOG.log(
        Level.WARNING,
        LogLine.of("delivery." + notice)
            .with("webhook", PublicId.format(IdKind.WEBHOOK, webhook.id()))
            .with("detail", detail)
            .toString());
  }

  /** The app the event is about: a team's webhook has none, so that of its latest delivery. */
  private Optional<App> app(Webhook webhook) {
    UUID appId = webhook.appId() == null ? lanes.lastApp(webhook.id()) : webhook.appId();
    return appId == null ? Optional.empty() : apps.find(appId);
  }
}
