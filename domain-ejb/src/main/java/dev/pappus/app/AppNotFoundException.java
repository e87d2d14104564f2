package dev.pappus.app;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** No such app, or not the caller's: 404 {@code app-not-found}. */
public class AppNotFoundException extends DomainException {

  public AppNotFoundException() {
    super(ProblemKind.NOT_FOUND, "app-not-found", "App not found", "There is no such app.");
  }
}
