package dev.pappus.rest.problem;

import dev.pappus.shared.problem.DomainException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What our own features refuse. */
@Provider
public class ProblemMapper implements ExceptionMapper<DomainException> {
  @Context HttpServletRequest request;

  @Override
  public Response toResponse(DomainException refusal) {
    return ProblemBody.of(refusal, RequestIdFilter.idOf(request)).toResponse();
  }
}
