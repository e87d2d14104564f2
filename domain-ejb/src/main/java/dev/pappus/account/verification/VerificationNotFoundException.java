package dev.pappus.account.verification;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** There is no such submission: 404 {@code verification-not-found}. */
public class VerificationNotFoundException extends DomainException {

  public VerificationNotFoundException() {
    super(
        ProblemKind.NOT_FOUND,
        "verification-not-found",
        "Verification not found",
        "There is no such submission of a real name.");
  }
}
