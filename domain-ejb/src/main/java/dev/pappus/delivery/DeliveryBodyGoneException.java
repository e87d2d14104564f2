package dev.pappus.delivery;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** What the delivery sent is not kept any more: 409 {@code delivery-body-gone}. */
public class DeliveryBodyGoneException extends DomainException {

  public DeliveryBodyGoneException() {
    super(
        ProblemKind.CONFLICT,
        "delivery-body-gone",
        "Body not kept any more",
        "The body of this delivery is older than this server keeps them; it cannot be sent again.");
  }
}
