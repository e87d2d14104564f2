package dev.pappus.rest.pgyer;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** What only this dialect refuses. */
class PgyerException extends DomainException {

  PgyerException(PgyerCode code, String detail) {
    this(ProblemKind.INVALID, code, detail);
  }

  PgyerException(ProblemKind kind, PgyerCode code, String detail) {
    super(kind, code.problem(), "Not done", detail);
  }
}
