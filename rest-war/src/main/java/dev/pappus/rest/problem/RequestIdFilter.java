package dev.pappus.rest.problem;

import dev.pappus.shared.id.PublicId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Gives every request an id, which its answer carries in {@code X-Request-Id}, a problem in {@code
 * instance}, and the log where something failed; and sets the headers that hold for every answer of
 * the API.
 *
 * <p>An id that a client sends is not taken over: what our log says must be ours alone.
 */
public class RequestIdFilter extends HttpFilter {
  private static final String ATTRIBUTE = RequestIdFilter.class.getName();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Request-Id", idOf(request));
    // a browser must never guess that something we hand out is a page
    response.setHeader("X-Content-Type-Options", "nosniff");
    String path = request.getRequestURI();
    if (path.matches("/(api|apiv2)/.*|/apiv2|/openapi")) {
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
      response.setHeader("Referrer-Policy", "no-referrer");
    }
    chain.doFilter(request, response);
  }

  /** The request's id; made at the first question. */
  public static String idOf(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String id) {
      return id;
    }
    String id = PublicId.encode(PublicId.newKey());
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
