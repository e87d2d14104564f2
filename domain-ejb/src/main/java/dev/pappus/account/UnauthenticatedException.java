package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** Nobody knows who is calling: 401 {@code unauthenticated}. */
public class UnauthenticatedException extends DomainException {

  public UnauthenticatedException(String detail) {
    super(ProblemKind.UNAUTHENTICATED, "unauthenticated", "Sign in first", detail);
  }
}
