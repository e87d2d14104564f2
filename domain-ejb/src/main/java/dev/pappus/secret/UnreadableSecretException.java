package dev.pappus.secret;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A sealed text was made with another secret key: somebody must bring the right one back. */
public class UnreadableSecretException extends DomainException {

  public UnreadableSecretException() {
    super(
        ProblemKind.UNAVAILABLE,
        "unavailable",
        "Temporarily unavailable",
        "A stored secret cannot be read with this server's secret key (PAPPUS_SECRET_KEY).");
  }
}
