package dev.pappus.delivery;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The delivery's webhook is no more: 409 {@code webhook-removed}. */
public class WebhookRemovedException extends DomainException {

  public WebhookRemovedException() {
    super(
        ProblemKind.CONFLICT,
        "webhook-removed",
        "Webhook removed",
        "The webhook of this delivery was removed; there is nowhere to send it.");
  }
}
