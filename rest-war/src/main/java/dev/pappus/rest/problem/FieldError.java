package dev.pappus.rest.problem;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One wrong member of a body.
 *
 * @param pointer JSON pointer (RFC 6901) to it
 * @param detail what a right value looks like
 */
public record FieldError(String pointer, String detail) {
  private static final String CODE = "field-invalid";

  /** The refusal for some of them, at least one; sorted, so that it is the same on every server. */
  public static DomainException refusal(List<FieldError> errors) {
    List<FieldError> sorted =
        errors.stream()
            .distinct()
            .sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail))
            .toList();
    FieldError first = sorted.get(0);
    return new DomainException(
            ProblemKind.INVALID,
            CODE,
            "Invalid value",
            first.pointer.substring(1) + ": " + first.detail)
        .with("errors", sorted.stream().map(FieldError::toMap).toList());
  }

  private Map<String, Object> toMap() {
    // in this order, as people read it
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("pointer", pointer);
    members.put("code", CODE);
    members.put("detail", detail);
    return members;
  }
}
