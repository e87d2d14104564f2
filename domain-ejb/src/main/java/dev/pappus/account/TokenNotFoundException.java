package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** There is no such token, or it is not for the caller: 404 {@code token-not-found}. */
public class TokenNotFoundException extends DomainException {

  public TokenNotFoundException() {
    super(ProblemKind.NOT_FOUND, "token-not-found", "Token not found", "There is no such token.");
  }
}
