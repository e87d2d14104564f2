package dev.pappus.shared.problem;

import java.util.LinkedHashMap;
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
    // in this order, as people read it
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("pointer", "/" + field);
    error.put("code", "field-invalid");
    error.put("detail", detail);
    with("errors", List.of(error));
  }
}
