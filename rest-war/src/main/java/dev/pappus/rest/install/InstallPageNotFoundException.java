package dev.pappus.rest.install;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** Nothing is offered under this address: 404 {@code not-found}. */
public class InstallPageNotFoundException extends DomainException {

  public InstallPageNotFoundException() {
    super(ProblemKind.NOT_FOUND, "not-found", "Not found", "Nothing is offered at this address.");
  }
}
