package dev.pappus.build;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** No such build, or not the caller's: 404 {@code build-not-found}. */
public class BuildNotFoundException extends DomainException {

  public BuildNotFoundException() {
    super(ProblemKind.NOT_FOUND, "build-not-found", "Build not found", "There is no such build.");
  }
}
