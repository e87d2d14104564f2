package dev.pappus.rest.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NoContentException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the framework refuses by itself: no such route, method, answer form or body form. */
@Provider
public class ContainerProblemMapper implements ExceptionMapper<WebApplicationException> {
  @Context HttpServletRequest request;

  @Override
  public Response toResponse(WebApplicationException refusal) {
    Response theirs = refusal.getResponse();
    if (theirs.getStatus() < 400) {
      // a redirect, or the framework's own answer to OPTIONS
      return theirs;
    }
    Response ours = problemOf(refusal).toResponse();
    String allow = theirs.getHeaderString(HttpHeaders.ALLOW);
    return allow == null
        ? ours
        : Response.fromResponse(ours).header(HttpHeaders.ALLOW, allow).build();
  }

  private ProblemBody problemOf(WebApplicationException refusal) {
    String requestId = RequestIdFilter.idOf(request);
    if (Causes.find(refusal, NoContentException.class).isPresent()) {
      return ProblemBody.of(new InvalidJsonException("The body is empty."), requestId);
    }
    return Causes.refusalIn(refusal)
        .map(domain -> ProblemBody.of(domain, requestId))
        .orElseGet(() -> ProblemBody.ofStatus(refusal.getResponse().getStatus(), requestId));
  }
}
