package dev.pappus.webhook;

import dev.pappus.account.AccessControl;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.webhook.endpoint.EndpointPolicy.AcceptedEndpoint;
import dev.pappus.webhook.signing.SigningSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes webhooks. To be called outside a transaction: a new URL may have to wait for a name
 * server.
 */
@ApplicationScoped
public class WebhookEditor {
  @Inject AccessControl accessControl;
  @Inject WebhookRepository webhooks;
  @Inject WebhookRules rules;
  @Inject WebhookSecrets secrets;
  @Inject WebhookHeaders headers;
  @Inject WebhookWriter writer;

  /**
   * Changes what is given and nothing else.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found}
   * @throws WebhookNotFoundException {@code webhook-not-found}
   * @throws dev.pappus.shared.problem.DomainException as {@link WebhookRegistrar#create}, but for
   *     the limit
   */
  public SavedWebhook change(Caller caller, WebhookOwner owner, UUID id, WebhookDraft draft) {
    Webhook seen = webhooks.get(caller, Permission.MANAGE_WEBHOOKS, owner, id);
    // what is wrong is said before a name server is waited for; judged again under the row's lock
    rules.changed(caller, owner, WebhookContent.of(seen, headers.of(seen)), draft);
    AcceptedEndpoint endpoint = draft.url() == null ? null : rules.url(draft.url());
    Webhook webhook = writer.change(caller, owner, id, draft.withUrl(written(endpoint)));
    return new SavedWebhook(
        webhook, Optional.empty(), endpoint == null ? Optional.empty() : endpoint.warning());
  }

  private static @Nullable String written(@Nullable AcceptedEndpoint endpoint) {
    return endpoint == null ? null : endpoint.url().uri().toString();
  }

  /**
   * Gives it a new secret, which is in the answer, and never again. The old one signs along for
   * {@code pappus.webhook.secret-overlap}.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found}
   * @throws WebhookNotFoundException {@code webhook-not-found}
   */
  public SavedWebhook rotateSecret(Caller caller, WebhookOwner owner, UUID id) {
    accessControl.requireSomewhere(caller, Permission.MANAGE_WEBHOOKS);
    SigningSecret secret = secrets.create();
    Webhook webhook = writer.rotateSecret(caller, owner, id, secret);
    return new SavedWebhook(webhook, Optional.of(secret), Optional.empty());
  }

  /**
   * Removes it: nothing more is sent, what waits is cancelled, its slot is free.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found}
   * @throws WebhookNotFoundException {@code webhook-not-found}
   */
  public void remove(Caller caller, WebhookOwner owner, UUID id) {
    accessControl.requireSomewhere(caller, Permission.MANAGE_WEBHOOKS);
    writer.remove(caller, owner, id);
  }
}
