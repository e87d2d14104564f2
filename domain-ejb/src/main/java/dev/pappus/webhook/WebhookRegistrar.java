package dev.pappus.webhook;

import dev.pappus.account.AccessControl;
import dev.pappus.account.Permission;
import dev.pappus.app.AppRepository;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.shared.security.Caller;
import dev.pappus.webhook.endpoint.EndpointPolicy.AcceptedEndpoint;
import dev.pappus.webhook.signing.SigningSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes webhooks. To be called outside a transaction: it may wait for a name server, and tries
 * again in a new transaction when another request took the slot.
 */
@ApplicationScoped
public class WebhookRegistrar {
  private static final System.Logger LOG = System.getLogger(WebhookRegistrar.class.getName());
  private static final String DEFAULT_FORMAT = "pgyer";

  /** Each collision means that another webhook was made, so the app is full long before. */
  private static final int MAX_COLLISIONS = 100;

  @Inject AccessControl accessControl;
  @Inject AppRepository apps;
  @Inject WebhookRules rules;
  @Inject WebhookSecrets secrets;
  @Inject WebhookWriter writer;

  /**
   * Makes a webhook of an app; its secret is in the answer, and never again.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found}
   * @throws dev.pappus.shared.problem.InvalidFieldException {@code field-invalid} for name, format
   * @throws EventChoiceException {@code events-empty}, {@code event-unknown}
   * @throws dev.pappus.webhook.endpoint.InvalidUrlException {@code url-invalid}
   * @throws dev.pappus.webhook.endpoint.UnsupportedSchemeException {@code url-scheme}
   * @throws dev.pappus.webhook.endpoint.ForbiddenEndpointException {@code url-address-refused}
   * @throws WebhookLimitException {@code webhook-limit}
   */
  public SavedWebhook create(Caller caller, UUID appId, WebhookDraft draft) {
    accessControl.require(caller, Permission.MANAGE_WEBHOOKS);
    apps.get(caller, appId);
    String name = rules.name(draft.name());
    Set<String> events = rules.events(draft.events());
    String format = rules.format(Objects.requireNonNullElse(draft.format(), DEFAULT_FORMAT));
    AcceptedEndpoint endpoint = rules.url(draft.url());
    WebhookContent content =
        new WebhookContent(
            name,
            endpoint.url().uri().toString(),
            events,
            Objects.requireNonNullElse(draft.enabled(), true),
            format);
    SigningSecret secret = secrets.create();
    Webhook webhook = add(caller, appId, content, secret);
    return new SavedWebhook(webhook, Optional.of(secret), endpoint.warning());
  }

  private Webhook add(Caller caller, UUID appId, WebhookContent content, SigningSecret secret) {
    for (int collision = 0; collision < MAX_COLLISIONS; collision++) {
      try {
        return writer.add(caller, appId, content, secret);
      } catch (SlotTakenException taken) {
        // the next try sees the webhook that took it
        LOG.log(Level.DEBUG, LogLine.of("webhook.slot-taken").with("try", collision).toString());
      }
    }
    throw new UnavailableException("Other webhooks of this app are being made at the same time.");
  }
}
