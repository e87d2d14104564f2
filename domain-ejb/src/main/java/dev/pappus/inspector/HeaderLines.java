package dev.pappus.inspector;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Request headers as bytes, {@code name: value} and a line feed each: what a client sent need not
 * be text of any charset. Servers hand values out as ISO 8859-1 or as UTF-8; the bytes are the same
 * either way.
 *
 * @param bytes the lines
 * @param cut whether lines that did not fit were left out
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; whoever keeps it takes a copy
public record HeaderLines(byte[] bytes, boolean cut) {
  /** What is kept of one request's headers. */
  static final int MAX_BYTES = 16 * 1024;

  /** One header, its value read as UTF-8. */
  public record Header(String name, String value) {}

  /** The lines of headers in the order they are given. */
  public static HeaderLines of(List<Header> headers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Header header : headers) {
      byte[] line = line(header);
      if (out.size() + line.length > MAX_BYTES) {
        return new HeaderLines(out.toByteArray(), true);
      }
      out.writeBytes(line);
    }
    return new HeaderLines(out.toByteArray(), false);
  }

  private static byte[] line(Header header) {
    // a line feed inside would begin a header that nobody sent
    String text = (header.name() + ": " + header.value()).replace('\r', ' ').replace('\n', ' ');
    Charset charset =
        text.chars().allMatch(c -> c <= 0xff)
            ? StandardCharsets.ISO_8859_1
            : StandardCharsets.UTF_8;
    return (text + "\n").getBytes(charset);
  }

  /** All headers, in the order they were sent as far as the server tells. */
  public List<Header> all() {
    List<Header> all = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon >= 0) {
        all.add(new Header(line.substring(0, colon), line.substring(colon + 2)));
      }
    }
    return all;
  }

  /** The value of the first header of a name, in any case; "" if there is none. */
  public String first(String name) {
    return all().stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }
}
