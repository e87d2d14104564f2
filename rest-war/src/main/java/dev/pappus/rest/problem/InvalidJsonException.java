package dev.pappus.rest.problem;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A body that is no JSON, or no object, or not there at all: 400 {@code json-invalid}. */
public class InvalidJsonException extends DomainException {

  public InvalidJsonException(String detail) {
    super(ProblemKind.MALFORMED, "json-invalid", "Invalid JSON", detail);
  }
}
