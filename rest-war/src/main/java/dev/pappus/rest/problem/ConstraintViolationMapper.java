package dev.pappus.rest.problem;

import dev.pappus.shared.problem.DomainException;
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

/**
 * Bean Validation's violations: 422 {@code field-invalid} with {@code errors}, sorted, since the
 * servers find them in different orders. A body that is not there at all is {@code json-invalid}.
 */
@Provider
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {
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
    return FieldError.refusal(
        violations.stream()
            .map(v -> new FieldError(pointerOf(v.getPropertyPath()), v.getMessage()))
            .toList());
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
