package dev.pappus.webhook;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/**
 * The app, or the team, has as many webhooks as it may: 409 {@code webhook-limit} with {@code
 * limit}.
 */
public class WebhookLimitException extends DomainException {

  public WebhookLimitException(WebhookOwner owner, int limit) {
    super(
        ProblemKind.CONFLICT,
        "webhook-limit",
        "Webhook limit reached",
        (owner.isTeam() ? "A team" : "An app")
            + " may have at most "
            + limit
            + (limit == 1 ? " webhook" : " webhooks")
            + (owner.isTeam() ? " of its own." : "."));
    with("limit", limit);
  }
}
