package dev.pappus.inspector;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** No such bin, or not the caller's, or it has expired: 404 {@code bin-not-found}. */
public class BinNotFoundException extends DomainException {

  public BinNotFoundException() {
    super(ProblemKind.NOT_FOUND, "bin-not-found", "Bin not found", "There is no such request bin.");
  }
}
