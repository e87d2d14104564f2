package dev.pappus.shared.text;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A text holds a character that no receiver could take: 422 {@code text-invalid}. */
public class InvalidTextException extends DomainException {

  public InvalidTextException(String field) {
    super(
        ProblemKind.INVALID,
        "text-invalid",
        "Invalid text",
        field + " holds a NUL character or half of a surrogate pair.");
    with("field", field);
  }
}
