package dev.pappus.webhook;

import dev.pappus.app.AppDeleted;
import dev.pappus.app.AppTransferred;
import dev.pappus.audit.AuditTrail;
import dev.pappus.plan.PlanGate;
import dev.pappus.plan.PlanLimit;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.webhook.signing.SigningSecret;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The transactions behind {@link WebhookRegistrar} and {@link WebhookEditor}, which stand outside:
 * they wait for name servers, and try again what collided, and neither may happen inside one. Input
 * arrives here checked.
 */
@Stateless
public class WebhookWriter {
  @Inject WebhookRepository webhooks;
  @Inject WebhookRules rules;
  @Inject WebhookSecrets secrets;
  @Inject WebhookHeaders headers;
  @Inject WebhookSettings settings;
  @Inject PlanGate gate;
  @Inject AuditTrail audit;
  @Inject Event<WebhookRegistered> registered;
  @Inject Event<WebhookChanged> changed;
  @Inject Clock clock;

  /**
   * Makes a webhook in the lowest free slot, in a transaction of its own.
   *
   * @throws WebhookLimitException {@code webhook-limit} if no slot below the limit is free
   * @throws dev.pappus.plan.PlanLimitException {@code plan-limit}, where plans hold
   * @throws SlotTakenException if somebody else was quicker: to be tried again
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Webhook add(
      Caller caller, WebhookOwner owner, WebhookContent content, SigningSecret secret) {
    Instant now = clock.instant();
    WebhookOptions options = content.options();
    Webhook webhook =
        new Webhook(
            caller.teamId(),
            owner.appId(),
            freeSlot(caller, owner),
            content.name(),
            content.url(),
            content.events(),
            content.format(),
            options.language(),
            options.zone(),
            secrets.seal(secret),
            now);
    webhook.configure(options, headers.seal(options.headers()), now);
    if (options.asymmetric()) {
      webhook.signAlongWith(secrets.sealNewKey(), now);
    }
    if (!content.enabled()) {
      webhook.disable(null, now);
    }
    webhooks.add(webhook);
    registered.fire(new WebhookRegistered(webhook.id()));
    record(caller, "webhook.create", webhook, null, content.masked());
    return webhook;
  }

  private int freeSlot(Caller caller, WebhookOwner owner) {
    Set<Integer> taken = new HashSet<>();
    webhooks
        .list(caller, Permission.MANAGE_WEBHOOKS, owner)
        .forEach(webhook -> taken.add(webhook.slot()));
    int limit = settings.limit(owner);
    if (gate.enforced() && !owner.isTeam()) {
      // the plan's number goes instead of the setting's
      gate.admit(caller.teamId(), PlanLimit.WEBHOOKS_PER_APP, taken::size);
      limit = taken.size() + 1;
    }
    for (int slot = 0; slot < limit; slot++) {
      if (!taken.contains(slot)) {
        return slot;
      }
    }
    throw new WebhookLimitException(owner, limit);
  }

  /**
   * Changes what the draft says, whose URL was judged.
   *
   * @throws WebhookNotFoundException {@code webhook-not-found}
   */
  public Webhook change(Caller caller, WebhookOwner owner, UUID id, WebhookDraft draft) {
    Webhook webhook = webhooks.getLocked(caller, owner, id);
    WebhookContent before = contentOf(webhook);
    WebhookContent after = rules.changed(caller, owner, before, draft);
    if (after.equals(before)) {
      return webhook;
    }
    apply(after, before, webhook);
    boolean fresh = !after.url().equals(before.url()) || (after.enabled() && !before.enabled());
    changed.fire(new WebhookChanged(id, fresh));
    record(caller, "webhook.update", webhook, before.masked(), after.masked());
    return webhook;
  }

  private WebhookContent contentOf(Webhook webhook) {
    return WebhookContent.of(webhook, headers.of(webhook));
  }

  private void apply(WebhookContent after, WebhookContent before, Webhook webhook) {
    Instant now = clock.instant();
    if (!after.name().equals(before.name())) {
      webhook.rename(after.name(), now);
    }
    if (!after.url().equals(before.url())) {
      webhook.pointAt(after.url(), now);
    }
    if (!after.events().equals(before.events())) {
      webhook.subscribe(after.events(), now);
    }
    if (!after.format().equals(before.format())) {
      webhook.renderAs(after.format(), now);
    }
    if (!after.options().equals(before.options())) {
      // headers that nobody touched stay as they are sealed, readable or not
      webhook.configure(
          after.options(),
          after.options().headers().equals(before.options().headers())
              ? webhook.sealedHeaders()
              : headers.seal(after.options().headers()),
          now);
    }
    if (after.options().asymmetric() != before.options().asymmetric()) {
      webhook.signAlongWith(after.options().asymmetric() ? secrets.sealNewKey() : null, now);
    }
    if (after.enabled() && !before.enabled()) {
      webhook.enable(now);
    } else if (!after.enabled() && before.enabled()) {
      webhook.disable(null, now);
    }
  }

  /**
   * Takes a new secret; the old one signs along for {@code pappus.webhook.secret-overlap}.
   *
   * @throws WebhookNotFoundException {@code webhook-not-found}
   */
  public Webhook rotateSecret(Caller caller, WebhookOwner owner, UUID id, SigningSecret secret) {
    Webhook webhook = webhooks.getLocked(caller, owner, id);
    Instant now = clock.instant();
    webhook.rotateSecret(secrets.seal(secret), now.plus(settings.secretOverlap()), now);
    changed.fire(new WebhookChanged(id, false));
    record(caller, "webhook.rotate-secret", webhook, null, null);
    return webhook;
  }

  /**
   * Removes a webhook.
   *
   * @throws WebhookNotFoundException {@code webhook-not-found}
   */
  public void remove(Caller caller, WebhookOwner owner, UUID id) {
    Webhook webhook = webhooks.getLocked(caller, owner, id);
    JsonObject before = contentOf(webhook).masked();
    removeNow(webhook);
    record(caller, "webhook.remove", webhook, before, null);
  }

  /** In the transaction that deletes an app, whose audit entry tells of it. */
  public void removeAll(@Observes AppDeleted app) {
    webhooks.live(app.appId()).forEach(this::removeNow);
  }

  /** In the transaction that gives an app to another team: its webhooks go along. */
  public void follow(@Observes AppTransferred app) {
    webhooks.live(app.appId()).forEach(webhook -> webhook.follow(app.teamId()));
  }

  private void removeNow(Webhook webhook) {
    webhook.remove(clock.instant());
    changed.fire(new WebhookChanged(webhook.id(), false));
  }

  private void record(
      Caller caller,
      String action,
      Webhook webhook,
      @Nullable JsonObject before,
      @Nullable JsonObject after) {
    audit.record(caller, action, PublicId.format(IdKind.WEBHOOK, webhook.id()), before, after);
  }
}
