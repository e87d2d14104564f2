package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A team without an owner would be nobody's: 409 {@code last-owner}. */
public class LastOwnerException extends DomainException {

  public LastOwnerException() {
    super(
        ProblemKind.CONFLICT,
        "last-owner",
        "Last owner",
        "A team keeps at least one owner: make somebody else an owner first.");
  }
}
