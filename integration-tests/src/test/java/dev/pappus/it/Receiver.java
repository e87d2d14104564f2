package dev.pappus.it;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An endpoint on the loopback address that records what it gets. */
interface Receiver extends AutoCloseable {

  /**
   * The one private address that the tests allow; so {@code 127.0.0.1} and {@code localhost} are
   * refused as anywhere.
   */
  String HOST = "127.0.0.2";

  /** Where webhooks are to point. */
  String url();

  /** What has come so far, oldest first. */
  List<Call> calls();

  @Override
  void close();

  /** One request. */
  final class Call {
    private final Map<String, String> headers;
    private final byte[] body;
    private final Instant at;

    /**
     * @param headers one value each
     */
    Call(Map<String, String> headers, byte[] body, Instant at) {
      Map<String, String> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      ignoringCase.putAll(headers);
      this.headers = ignoringCase;
      this.body = body.clone();
      this.at = at;
    }

    /** Empty if there was none. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String body() {
      return new String(body, StandardCharsets.UTF_8);
    }

    Instant at() {
      return at;
    }

    @Override
    public String toString() {
      return at + " " + headers + "\n" + body();
    }
  }
}
