package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** Nobody makes an account of his own here: 403 {@code registration-closed}. */
public class RegistrationClosedException extends DomainException {

  private RegistrationClosedException(String detail) {
    super(ProblemKind.FORBIDDEN, "registration-closed", "Registration closed", detail);
  }

  static RegistrationClosedException toStrangers() {
    return new RegistrationClosedException("Accounts are made by invitation here.");
  }

  static RegistrationClosedException toAll() {
    return new RegistrationClosedException("Nobody makes an account of his own here.");
  }
}
