package dev.pappus.rest.problem;

import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Everything else: a refusal or a lost race below the container's wrappers, or a fault of ours. */
@Provider
public class UnexpectedExceptionMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG =
      System.getLogger(UnexpectedExceptionMapper.class.getName());

  @Context HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    String requestId = RequestIdFilter.idOf(request);
    return refusal(thrown)
        .map(found -> ProblemBody.of(found, requestId))
        .orElseGet(
            () ->
                isAddressMalformed()
                    ? ProblemBody.ofStatus(400, requestId)
                    : unexpected(thrown, requestId))
        .toResponse();
  }

  /** RESTEasy takes requests whose address is none by RFC 3986, and fails on it later. */
  private boolean isAddressMalformed() {
    try {
      String query = request.getQueryString();
      new URI(request.getRequestURL() + (query == null ? "" : "?" + query));
      return false;
    } catch (URISyntaxException e) {
      return true;
    }
  }

  private static Optional<DomainException> refusal(Throwable thrown) {
    Optional<DomainException> inside = Causes.refusalIn(thrown);
    return inside.isPresent()
        ? inside
        : Causes.find(thrown, OptimisticLockException.class)
            .map(
                race ->
                    new DomainException(
                        ProblemKind.CONFLICT,
                        "changed-meanwhile",
                        "Changed meanwhile",
                        "Somebody else changed this at the same time; look again and repeat."));
  }

  private ProblemBody unexpected(Throwable thrown, String requestId) {
    LOG.log(
        Level.ERROR,
        LogLine.of("request.failed")
            .with("request", requestId)
            .with("method", request.getMethod())
            .with("path", LoggedPath.of(request.getRequestURI()))
            .toString(),
        thrown);
    return ProblemBody.unexpected(requestId);
  }
}
