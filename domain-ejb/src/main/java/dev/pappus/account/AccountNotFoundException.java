package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** There is no such account: 404 {@code account-not-found}. */
public class AccountNotFoundException extends DomainException {

  public AccountNotFoundException() {
    super(
        ProblemKind.NOT_FOUND,
        "account-not-found",
        "Account not found",
        "There is no such account.");
  }
}
