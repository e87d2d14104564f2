package dev.pappus.delivery;

import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.MessageBody;
import dev.pappus.delivery.store.PlannedDelivery;
import dev.pappus.delivery.store.Subscription;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventRecorded;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.time.DbClock;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorCatalog;
import dev.pappus.webhook.connector.ConnectorSettings;
import dev.pappus.webhook.connector.RenderedBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans the deliveries of an event in the event's own transaction: the bodies as they will be sent,
 * one unfinished delivery for each webhook that asks for it, a reason for each that gets none.
 *
 * <p>A connector that throws costs its own webhook this event, never the business change.
 */
@ApplicationScoped
public class DeliveryPlanner {
  private static final Logger LOG = System.getLogger(DeliveryPlanner.class.getName());

  @Inject DeliveryStore store;
  @Inject ConnectorCatalog connectors;
  @Inject DbClock dbClock;
  @Inject DeliverySettings settings;
  @Inject DeliveryBell bell;

  void plan(@Observes EventRecorded recorded) {
    EventMessage message = recorded.message();
    List<Subscription> subscriptions =
        store.subscriptions(recorded.teamId(), message.app().id(), recorded.onlyWebhookId());
    if (subscriptions.isEmpty()) {
      return;
    }
    Plan plan = new Plan(message, dbClock.now());
    subscriptions.forEach(plan::add);
    store.insert(plan.bodies, plan.deliveries, plan.skips);
    bell.ringAfterCommit(
        plan.deliveries.stream().map(PlannedDelivery::webhookId).collect(Collectors.toSet()));
  }

  private record RenderKey(String format, ConnectorSettings settings) {}

  /** What one event leads to. */
  private final class Plan {
    private final EventMessage message;
    private final Instant now;
    private final Map<RenderKey, Optional<MessageBody>> rendered = new HashMap<>();
    private final List<MessageBody> bodies = new ArrayList<>();
    private final List<PlannedDelivery> deliveries = new ArrayList<>();
    private final List<Skip> skips = new ArrayList<>();

    Plan(EventMessage message, Instant now) {
      this.message = message;
      this.now = now;
    }

    void add(Subscription subscription) {
      SkipReason reason = message.test() ? null : reasonToSkip(subscription);
      if (reason == null) {
        RenderKey key =
            new RenderKey(
                subscription.format(),
                new ConnectorSettings(subscription.language(), subscription.zone()));
        Optional<MessageBody> body = rendered.computeIfAbsent(key, this::render);
        if (body.isPresent()) {
          deliveries.add(delivery(subscription, body.get()));
          return;
        }
        reason = SkipReason.RENDER_FAILED;
      }
      skips.add(new Skip(message.id(), subscription.webhookId(), reason));
    }

    private @Nullable SkipReason reasonToSkip(Subscription subscription) {
      if (!subscription.enabled()) {
        return SkipReason.WEBHOOK_OFF;
      }
      return subscription.events().contains(message.type()) ? null : SkipReason.NOT_SELECTED;
    }

    private PlannedDelivery delivery(Subscription subscription, MessageBody body) {
      return new PlannedDelivery(
          PublicId.newKey(),
          message.app().id(),
          message.id(),
          subscription.webhookId(),
          body.id(),
          message.test(),
          subscription.ordered(),
          null,
          now,
          message.test() ? Instant.EPOCH : now,
          now.plus(settings.maxAge()));
    }

    private Optional<MessageBody> render(RenderKey key) {
      try {
        Connector connector = connectors.find(key.format()).orElse(null);
        if (connector == null) {
          warn(key, "no such format");
          return Optional.empty();
        }
        return Optional.of(keep(key.format(), connector.render(message, key.settings())));
      } catch (RuntimeException e) {
        warn(key, e.toString());
        return Optional.empty();
      }
    }

    /** Bodies that are equal to the byte are one row. */
    private MessageBody keep(String format, RenderedBody body) {
      for (MessageBody kept : bodies) {
        if (kept.format().equals(format)
            && kept.contentType().equals(body.contentType())
            && Arrays.equals(kept.bytes(), body.bytes())) {
          return kept;
        }
      }
      MessageBody made =
          new MessageBody(
              PublicId.newKey(),
              message.id(),
              message.type(),
              format,
              body.contentType(),
              body.bytes());
      bodies.add(made);
      return made;
    }

    private void warn(RenderKey key, String cause) {
      LOG.log(
          Level.WARNING,
          LogLine.of("delivery.render-failed")
              .with("event", PublicId.format(IdKind.EVENT, message.id()))
              .with("type", message.type())
              .with("format", key.format())
              .with("cause", cause)
              .toString());
    }
  }
}
