package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The caller is known, but may not do this: 403 {@code forbidden}. */
public class AccessDeniedException extends DomainException {

  public AccessDeniedException(String detail) {
    super(ProblemKind.FORBIDDEN, "forbidden", "Not allowed", detail);
  }
}
