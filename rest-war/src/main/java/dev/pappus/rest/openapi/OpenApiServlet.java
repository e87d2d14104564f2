package dev.pappus.rest.openapi;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * Hands out {@code docs/openapi.yaml}, which a test compares with the annotations. The servers' own
 * end points, which are switched off, would each alter it.
 */
@WebServlet("/openapi")
public class OpenApiServlet extends HttpServlet {
  static final String DOCUMENT = "META-INF/openapi.yaml";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (InputStream document =
        OpenApiServlet.class.getClassLoader().getResourceAsStream(DOCUMENT)) {
      if (document == null) {
        throw new IOException("The build left no " + DOCUMENT);
      }
      // RFC 9512
      response.setContentType("application/yaml;charset=UTF-8");
      document.transferTo(response.getOutputStream());
    }
  }
}
