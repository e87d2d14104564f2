package dev.pappus.rest.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * A body that a JAX-RS provider could not read; without this it is a 500 on both servers. One of
 * ours that refused with its own problem lies wrapped inside.
 */
@Provider
public class BadJsonMapper implements ExceptionMapper<ProcessingException> {
  @Context HttpServletRequest request;

  @Override
  public Response toResponse(ProcessingException unreadable) {
    String requestId = RequestIdFilter.idOf(request);
    return Causes.refusalIn(unreadable)
        .map(refusal -> ProblemBody.of(refusal, requestId))
        .orElseGet(
            () -> ProblemBody.of(new InvalidJsonException("The body is not readable."), requestId))
        .toResponse();
  }
}
