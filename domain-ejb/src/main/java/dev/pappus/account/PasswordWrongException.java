package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The password that should prove who asks is wrong: 422 {@code password-wrong}. */
public class PasswordWrongException extends DomainException {

  public PasswordWrongException() {
    super(ProblemKind.INVALID, "password-wrong", "Wrong password", "This is not your password.");
  }
}
