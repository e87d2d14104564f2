package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** Nobody makes an account of his own here: 403 {@code registration-closed}. */
public class RegistrationClosedException extends DomainException {

  RegistrationClosedException() {
    super(
        ProblemKind.FORBIDDEN,
        "registration-closed",
        "Registration closed",
        "Accounts are made by invitation here.");
  }
}
