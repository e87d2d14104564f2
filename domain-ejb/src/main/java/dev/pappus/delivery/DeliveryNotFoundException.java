package dev.pappus.delivery;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** No such delivery, or not the caller's: 404 {@code delivery-not-found}. */
public class DeliveryNotFoundException extends DomainException {

  public DeliveryNotFoundException() {
    super(
        ProblemKind.NOT_FOUND,
        "delivery-not-found",
        "Delivery not found",
        "There is no such delivery.");
  }
}
