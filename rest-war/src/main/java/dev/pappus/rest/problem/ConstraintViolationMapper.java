package dev.pappus.rest.problem;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Bean Validation's violations: 422 {@code field-invalid} with {@code errors}, sorted, since the
 * servers find them in different orders. A body that is not there at all is {@code json-invalid}.
 */
@Provider
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {
  private static final String CODE = "field-invalid";

  @Context HttpServletRequest request;

  @Override
  public Response toResponse(ConstraintViolationException violations) {
    return ProblemBody.of(
            refusalOf(violations.getConstraintViolations()), RequestIdFilter.idOf(request))
        .toResponse();
  }

  static DomainException refusalOf(Collection<ConstraintViolation<?>> violations) {
    if (violations.stream().anyMatch(v -> pointerOf(v.getPropertyPath()).isEmpty())) {
      return new InvalidJsonException("The body is empty.");
    }
    List<Map<String, Object>> errors =
        violations.stream()
            .map(
                v ->
                    Map.<String, Object>of(
                        "pointer",
                        pointerOf(v.getPropertyPath()),
                        "code",
                        CODE,
                        "detail",
                        v.getMessage()))
            .distinct()
            .sorted(Comparator.comparing(e -> e.get("pointer") + " " + e.get("detail")))
            .toList();
    Map<String, Object> first = errors.get(0);
    String detail = first.get("pointer").toString().substring(1) + ": " + first.get("detail");
    return new DomainException(ProblemKind.INVALID, CODE, "Invalid value", detail)
        .with("errors", errors);
  }

  /** A JSON pointer (RFC 6901) into the body; "" where the violation is of the body itself. */
  static String pointerOf(Path path) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : path) {
      Integer index = node.getIndex();
      if (index != null) {
        pointer.append('/').append(index);
      }
      if (node.getKind() == ElementKind.PROPERTY) {
        pointer.append('/').append(node.getName());
      }
    }
    return pointer.toString();
  }
}
