package dev.pappus.delivery;

import dev.pappus.app.AppDeleted;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.LaneStore;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.time.DbClock;
import dev.pappus.webhook.WebhookChanged;
import dev.pappus.webhook.WebhookRegistered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/**
 * Gives every new webhook its lane and every mended endpoint a fresh start, and marks deleted apps
 * for the lanes of their team, with their commit.
 */
@ApplicationScoped
public class LaneRegistrar {
  @Inject LaneStore lanes;
  @Inject DeliveryStore store;
  @Inject DeliveryBell bell;
  @Inject DbClock dbClock;

  void registered(@Observes WebhookRegistered registered) {
    lanes.insert(registered.webhookId());
    bell.ringAfterCommit(Set.of(registered.webhookId()));
  }

  void changed(@Observes WebhookChanged changed) {
    if (changed.fresh()) {
      lanes.reset(changed.webhookId());
      store.insertChanges(
          List.of(
              new EndpointChange(
                  PublicId.newKey(),
                  changed.webhookId(),
                  dbClock.now(),
                  EndpointChange.Kind.FRESH_START,
                  "")));
    }
    bell.ringAfterCommit(Set.of(changed.webhookId()));
  }

  /** What waits in lanes of its own webhooks goes with these. */
  void deleted(@Observes AppDeleted app) {
    bell.ringAfterCommit(Set.copyOf(lanes.withdrawApp(app.appId(), dbClock.now())));
  }
}
