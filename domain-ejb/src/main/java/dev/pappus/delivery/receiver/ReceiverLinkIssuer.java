package dev.pappus.delivery.receiver;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookOwner;
import dev.pappus.webhook.WebhookRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes receivers' links and takes them back. */
@Stateless
public class ReceiverLinkIssuer {
  /** How long a link holds where nobody says otherwise. */
  public static final Duration USUAL_LIFETIME = Duration.ofDays(30);

  /** The longest a link may hold. */
  public static final Duration MAX_LIFETIME = Duration.ofDays(366);

  /** Links of one webhook that may hold at once. */
  public static final int MAX_HOLDING = 20;

  private static final int MAX_LABEL = 100;

  @Inject WebhookRepository webhooks;
  @Inject ReceiverLinkRepository links;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * Makes a link.
   *
   * @param label for whom it is; at most 100 characters
   * @param expiresAt null for {@link #USUAL_LIFETIME} from now
   * @throws dev.pappus.webhook.WebhookNotFoundException {@code webhook-not-found}
   * @throws DomainException {@code receiver-link-limit} if {@link #MAX_HOLDING} hold already;
   *     {@code field-invalid}, {@code text-invalid}
   */
  public ReceiverLink create(
      Caller caller,
      WebhookOwner owner,
      UUID webhookId,
      @Nullable String label,
      @Nullable Instant expiresAt) {
    Webhook webhook = webhooks.get(caller, Permission.MANAGE_WEBHOOKS, owner, webhookId);
    Instant now = clock.instant();
    Instant end = expiresAt == null ? now.plus(USUAL_LIFETIME) : expiresAt;
    if (!end.isAfter(now) || end.isAfter(now.plus(MAX_LIFETIME))) {
      throw new InvalidFieldException(
          "expiresAt",
          "must lie in the future, at most " + MAX_LIFETIME.toDays() + " days from now");
    }
    if (links.countHolding(webhookId, now) >= MAX_HOLDING) {
      throw new DomainException(
          ProblemKind.CONFLICT,
          "receiver-link-limit",
          "Too many links",
          "A webhook may have " + MAX_HOLDING + " receiver's links that hold; revoke one first.");
    }
    ReceiverLink link =
        new ReceiverLink(
            webhook.id(),
            TextRules.optional("label", label, MAX_LABEL).strip(),
            caller.actorName(),
            end,
            now);
    links.add(link);
    audit.record(caller, "receiver-link.create", publicId(link), null, state(link));
    return link;
  }

  /**
   * Links of a webhook, newest first, with those that hold no more.
   *
   * @throws dev.pappus.webhook.WebhookNotFoundException {@code webhook-not-found}
   */
  public Page<ReceiverLink> list(
      Caller caller, WebhookOwner owner, UUID webhookId, PageRequest request) {
    return links.page(
        webhooks.get(caller, Permission.MANAGE_WEBHOOKS, owner, webhookId).id(), request);
  }

  /**
   * Takes a link back: it opens nothing from now on. One that was taken back stays so.
   *
   * @throws ReceiverLinkNotFoundException {@code receiver-link-not-found}
   */
  public void revoke(Caller caller, WebhookOwner owner, UUID webhookId, UUID linkId) {
    webhooks.get(caller, Permission.MANAGE_WEBHOOKS, owner, webhookId);
    ReceiverLink link =
        links
            .find(linkId)
            .filter(found -> found.webhookId().equals(webhookId))
            .orElseThrow(ReceiverLinkNotFoundException::new);
    if (link.revokedAt() == null) {
      link.revoke(clock.instant());
      audit.record(caller, "receiver-link.revoke", publicId(link), state(link), null);
    }
  }

  private static String publicId(ReceiverLink link) {
    return PublicId.format(IdKind.RECEIVER_LINK, link.id());
  }

  private static JsonObject state(ReceiverLink link) {
    return Json.createObjectBuilder()
        .add("webhook", PublicId.format(IdKind.WEBHOOK, link.webhookId()))
        .add("label", link.label())
        .add("expiresAt", link.expiresAt().toString())
        .build();
  }
}
