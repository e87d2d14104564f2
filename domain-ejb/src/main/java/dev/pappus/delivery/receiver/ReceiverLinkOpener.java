package dev.pappus.delivery.receiver;

import dev.pappus.app.AppRepository;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Lets whoever brings a receiver's link see what it leads to. */
@Stateless
public class ReceiverLinkOpener {
  @Inject ReceiverLinkTokens tokens;
  @Inject ReceiverLinkRepository links;
  @Inject WebhookRepository webhooks;
  @Inject AppRepository apps;
  @Inject Clock clock;

  /**
   * The webhook a token leads to.
   *
   * @return empty, whatever the cause, if it leads nowhere: unknown, expired, revoked, its webhook
   *     removed, its app deleted
   */
  public Optional<Webhook> open(String token) {
    ReceiverLink link =
        tokens
            .read(token)
            .flatMap(links::find)
            .filter(found -> found.holdsAt(clock.instant()))
            .orElse(null);
    if (link == null) {
      return Optional.empty();
    }
    Optional<Webhook> webhook =
        webhooks.find(link.webhookId()).filter(found -> !found.removed() && appLives(found));
    webhook.ifPresent(opened -> links.noteUse(link.id(), clock.instant()));
    return webhook;
  }

  private boolean appLives(Webhook webhook) {
    UUID appId = webhook.appId();
    return appId == null || apps.find(appId).isPresent();
  }
}
