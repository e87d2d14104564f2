package dev.pappus.rest.json;

import dev.pappus.rest.problem.InvalidJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a body to its end, but never more of it than allowed. */
public final class BodyText {

  private BodyText() {}

  /**
   * All bytes of a body.
   *
   * @param contentLength as the client announced it, or null; an honest one is refused unread
   * @throws BodyTooLargeException {@code body-too-large}
   */
  public static byte[] bytes(InputStream body, @Nullable String contentLength, int limit)
      throws IOException {
    if (contentLength != null
        && contentLength.matches("[0-9]{1,18}")
        && Long.parseLong(contentLength) > limit) {
      throw new BodyTooLargeException(limit);
    }
    byte[] bytes = body.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new BodyTooLargeException(limit);
    }
    return bytes;
  }

  /**
   * The text of JSON, which is UTF-8 (RFC 8259 §8.1), a byte order mark ignored.
   *
   * @throws InvalidJsonException {@code json-invalid} if the bytes are no UTF-8
   */
  static String utf8(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidJsonException("The body is not UTF-8.");
    }
  }
}
