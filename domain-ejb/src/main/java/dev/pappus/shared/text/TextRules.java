package dev.pappus.shared.text;

import dev.pappus.shared.problem.InvalidFieldException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What text we accept: no NUL (PostgreSQL cannot store it) and no lone surrogate (UTF-8 cannot
 * encode it), within a length.
 */
public final class TextRules {

  private TextRules() {}

  /**
   * @return the text, or "" for null
   * @throws InvalidTextException for a NUL or a lone surrogate
   * @throws InvalidFieldException if it is longer than {@code maxLength} UTF-16 units
   */
  public static String optional(String field, @Nullable String text, int maxLength) {
    String value = text == null ? "" : text;
    if (!isStorable(value)) {
      throw new InvalidTextException(field);
    }
    if (value.length() > maxLength) {
      throw new InvalidFieldException(field, "at most " + maxLength + " characters");
    }
    return value;
  }

  /** As {@link #optional}, and not blank. */
  public static String required(String field, @Nullable String text, int maxLength) {
    String value = optional(field, text, maxLength).strip();
    if (value.isEmpty()) {
      throw new InvalidFieldException(field, "must not be empty");
    }
    return value;
  }

  /** Whether both the databases and UTF-8 can hold it. */
  public static boolean isStorable(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** The text with what cannot be stored replaced by U+FFFD: for texts found inside files. */
  public static String storable(String text) {
    if (isStorable(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff) ? 0xfffd : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** The longest beginning of at most {@code maxBytes} UTF-8 bytes that ends at a character. */
  public static String cut(String text, int maxBytes) {
    int bytes = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (bytes > maxBytes) {
        return text.substring(0, i);
      }
      i += Character.charCount(c);
    }
    return text;
  }
}
