package dev.pappus.delivery.receiver;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** No such receiver's link of this webhook: 404 {@code receiver-link-not-found}. */
public class ReceiverLinkNotFoundException extends DomainException {
  public ReceiverLinkNotFoundException() {
    super(
        ProblemKind.NOT_FOUND,
        "receiver-link-not-found",
        "Link not found",
        "There is no such receiver's link of this webhook.");
  }
}
