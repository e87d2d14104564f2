package dev.pappus.rest.json;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Optional;

/**
 * A JSON body that may be left out. The frameworks disagree on what a method gets then, and on
 * whether its Content-Type may be missing too.
 */
@ApplicationScoped
public class OptionalBody {
  @Inject JsonBody json;

  /** The body; empty if there is none. */
  public <T extends Record> Optional<T> read(HttpServletRequest request, Class<T> recordType)
      throws IOException {
    byte[] bytes =
        BodyText.bytes(
            request.getInputStream(),
            request.getHeader(HttpHeaders.CONTENT_LENGTH),
            json.limitOf(recordType));
    return bytes.length == 0 ? Optional.empty() : Optional.of(JsonText.read(bytes, recordType));
  }
}
