package dev.pappus.rest.install;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Serves the few static files. JAX-RS at the root takes every path, so these are handed to the
 * server's own default servlet before it sees them.
 */
@WebFilter({"/assets/*", "/favicon.ico", "/robots.txt"})
public class StaticFilesFilter implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (response instanceof HttpServletResponse http) {
      // pages name the content in the address, so a copy may be kept
      http.setHeader("Cache-Control", "public, max-age=86400");
      http.setHeader("X-Content-Type-Options", "nosniff");
    }
    request.getServletContext().getNamedDispatcher("default").forward(request, response);
  }
}
