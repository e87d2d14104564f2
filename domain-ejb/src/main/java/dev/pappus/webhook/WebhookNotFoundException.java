package dev.pappus.webhook;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** No such webhook of this app: 404 {@code webhook-not-found}. */
public class WebhookNotFoundException extends DomainException {

  public WebhookNotFoundException() {
    super(
        ProblemKind.NOT_FOUND,
        "webhook-not-found",
        "Webhook not found",
        "This app has no such webhook.");
  }
}
