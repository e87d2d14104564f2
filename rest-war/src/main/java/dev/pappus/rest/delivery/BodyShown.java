package dev.pappus.rest.delivery;

import dev.pappus.shared.text.TextRules;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as JSON can show them: text where they are UTF-8, else base64 (RFC 4648 §4).
 *
 * @param text null where the bytes are no UTF-8, or there are none
 * @param base64 null where there is text
 * @param cut whether there is more
 */
record BodyShown(@Nullable String text, @Nullable String base64, boolean cut) {
  /** Longest body that is shown; a delivery may have ten attempts. */
  static final int MAX_BYTES = 64 * 1024;

  static BodyShown of(byte @Nullable [] bytes) {
    if (bytes == null) {
      return new BodyShown(null, null, false);
    }
    boolean cut = bytes.length > MAX_BYTES;
    byte[] shown = cut ? Arrays.copyOf(bytes, characterEnd(bytes)) : bytes;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(shown)).toString();
      return new BodyShown(TextRules.storable(text), null, cut);
    } catch (CharacterCodingException binary) {
      return new BodyShown(null, Base64.getEncoder().encodeToString(shown), cut);
    }
  }

  /** The end of the last whole character before the limit; following bytes begin with 10. */
  private static int characterEnd(byte[] bytes) {
    int end = MAX_BYTES;
    while (end > MAX_BYTES - 4 && (bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return end;
  }
}
