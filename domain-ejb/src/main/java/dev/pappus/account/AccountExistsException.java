package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The address has an account already: 409 {@code account-exists}. Told to its owner alone. */
public class AccountExistsException extends DomainException {

  public AccountExistsException() {
    super(
        ProblemKind.CONFLICT,
        "account-exists",
        "Account exists",
        "This address has an account already: sign in with it.");
  }
}
