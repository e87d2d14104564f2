package dev.pappus.delivery;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A job already recovers deliveries of this webhook: 409 {@code recover-running}. */
public class RecoveryRunningException extends DomainException {
  public RecoveryRunningException() {
    super(
        ProblemKind.CONFLICT,
        "recover-running",
        "Already recovering",
        "Deliveries of this webhook are being recovered; wait for that job, or cancel it.");
  }
}
