package dev.pappus.webhook;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** Somebody else took the slot first; tried again by {@link WebhookRegistrar}, never shown. */
class SlotTakenException extends DomainException {

  SlotTakenException() {
    super(
        ProblemKind.CONFLICT,
        "webhook-limit",
        "Webhook limit reached",
        "Other webhooks are being made at the same time.");
  }
}
