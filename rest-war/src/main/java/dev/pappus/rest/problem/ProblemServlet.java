package dev.pappus.rest.problem;

import dev.pappus.shared.log.LogLine;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * The error page of {@code web.xml}: what fails in filters, servlets and the container itself goes
 * out as a problem, without the server's name or a stack trace.
 */
@WebServlet("/api/problem")
public class ProblemServlet extends HttpServlet {
  private static final System.Logger LOG = System.getLogger(ProblemServlet.class.getName());

  /** Every method: the request that failed had its own. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String requestId = RequestIdFilter.idOf(request);
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
      LOG.log(
          Level.ERROR,
          LogLine.of("request.failed")
              .with("request", requestId)
              .with("method", request.getMethod())
              .with(
                  "path", LoggedPath.of(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)))
              .toString(),
          thrown);
    }
    ProblemBody problem = ProblemBody.ofStatus(status, requestId);
    byte[] body = problem.toBytes();
    response.setStatus(problem.status());
    problem.headers().forEach(response::setHeader);
    response.setContentType(ProblemBody.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
