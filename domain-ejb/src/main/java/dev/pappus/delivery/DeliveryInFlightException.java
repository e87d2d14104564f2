package dev.pappus.delivery;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The delivery is being sent at this moment: 409 {@code delivery-in-flight}. */
public class DeliveryInFlightException extends DomainException {

  public DeliveryInFlightException() {
    super(
        ProblemKind.CONFLICT,
        "delivery-in-flight",
        "Delivery in flight",
        "The delivery is being sent at this moment, or is about to be; look again when its attempt"
            + " has ended.");
  }
}
