package dev.pappus.shared.problem;

import java.util.List;
import java.util.Map;

/** A value breaks a constraint: 422 {@code field-invalid} with {@code errors}. */
public class InvalidFieldException extends DomainException {

  /**
   * @param field the member's name as the client wrote it, for example {@code name}
   * @param detail what a right value looks like
   */
  public InvalidFieldException(String field, String detail) {
    super(ProblemKind.INVALID, "field-invalid", "Invalid value", field + ": " + detail);
    with(
        "errors",
        List.of(Map.of("pointer", "/" + field, "code", "field-invalid", "detail", detail)));
  }
}
