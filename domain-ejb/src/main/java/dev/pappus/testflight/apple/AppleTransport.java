package dev.pappus.testflight.apple;

import jakarta.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Carries calls to Apple. Each method blocks, and leaves the thread without an interrupt: what
 * follows in a job is a database, and one inside a statement closes the file of H2.
 */
public interface AppleTransport {

  /**
   * Asks for something.
   *
   * @throws AppleUnavailableException if there was no answer
   */
  AppleAnswer get(URI uri, String token);

  /**
   * Makes or changes something.
   *
   * @param method POST or PATCH
   * @throws AppleUnavailableException if there was no answer; it may have been done all the same
   */
  AppleAnswer send(String method, URI uri, String token, JsonObject body);

  /**
   * Sends a part of a file; without a token, since the address itself proves enough.
   *
   * @param bytes opens what is to be sent; it may hold more than the part
   * @throws AppleUnavailableException if there was no answer
   */
  AppleAnswer put(UploadPart part, Supplier<InputStream> bytes);
}
