package dev.pappus.rest.form;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A multipart body that breaks off or is none: 400 {@code form-invalid}. */
public class InvalidFormException extends DomainException {

  public InvalidFormException(String detail) {
    super(ProblemKind.MALFORMED, "form-invalid", "Invalid form", detail);
  }
}
