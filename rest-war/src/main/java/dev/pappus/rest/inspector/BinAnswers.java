package dev.pappus.rest.inspector;

import dev.pappus.inspector.BinAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Writes the answers of bins. Their text comes from a person, under our own host: so a browser must
 * neither guess a type nor run, frame or keep anything of it.
 */
final class BinAnswers {
  /** RFC 9110 §15.3.5, §15.3.6, §15.4.5: answers without content. */
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

  private BinAnswers() {}

  static void write(BinAnswer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex");
    if (WITHOUT_BODY.contains(answer.status())) {
      return;
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setContentType(answer.mediaType() + "; charset=utf-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    // committed as it is: a server puts no error page of its own in its place
    response.flushBuffer();
  }
}
