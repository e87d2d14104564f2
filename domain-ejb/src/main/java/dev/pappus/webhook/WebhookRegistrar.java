package dev.pappus.webhook;

import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.webhook.endpoint.EndpointPolicy.AcceptedEndpoint;
import dev.pappus.webhook.signing.SigningSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Makes webhooks. To be called outside a transaction: it may wait for a name server, and tries
 * again in a new transaction when another request took the slot.
 */
@ApplicationScoped
public class WebhookRegistrar {
  private static final System.Logger LOG = System.getLogger(WebhookRegistrar.class.getName());

  /** Each collision means that another webhook was made, so the owner is full long before. */
  private static final int MAX_COLLISIONS = 100;

  @Inject WebhookRepository webhooks;
  @Inject WebhookRules rules;
  @Inject WebhookSecrets secrets;
  @Inject WebhookWriter writer;

  /**
   * Makes a webhook of an app or of the caller's team; its secret is in the answer, and never
   * again.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found}
   * @throws dev.pappus.shared.problem.InvalidFieldException {@code field-invalid} for name, format,
   *     and how it is called
   * @throws EventChoiceException {@code events-empty}, {@code event-unknown}
   * @throws dev.pappus.webhook.endpoint.InvalidUrlException {@code url-invalid}
   * @throws dev.pappus.webhook.endpoint.UnsupportedSchemeException {@code url-scheme}
   * @throws dev.pappus.webhook.endpoint.ForbiddenEndpointException {@code url-address-refused}
   * @throws WebhookLimitException {@code webhook-limit}
   * @throws dev.pappus.plan.PlanLimitException {@code plan-limit}, where plans hold
   */
  public SavedWebhook create(Caller caller, WebhookOwner owner, WebhookDraft draft) {
    webhooks.list(caller, Permission.MANAGE_WEBHOOKS, owner);
    WebhookContent content = rules.fresh(caller, owner, draft);
    AcceptedEndpoint endpoint = rules.url(draft.url());
    SigningSecret secret = secrets.create();
    Webhook webhook = add(caller, owner, content.withUrl(endpoint.url().uri().toString()), secret);
    return new SavedWebhook(webhook, Optional.of(secret), endpoint.warning());
  }

  private Webhook add(
      Caller caller, WebhookOwner owner, WebhookContent content, SigningSecret secret) {
    for (int collision = 0; collision < MAX_COLLISIONS; collision++) {
      try {
        return writer.add(caller, owner, content, secret);
      } catch (SlotTakenException taken) {
        // the next try sees the webhook that took it
        LOG.log(Level.DEBUG, LogLine.of("webhook.slot-taken").with("try", collision).toString());
      }
    }
    throw new UnavailableException("Other webhooks are being made at the same time.");
  }
}
