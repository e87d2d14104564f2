package dev.pappus.format.ipa;

import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.PropertyList;
import dev.pappus.format.UnreadablePackageException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts of one language: {@code "key" = "text";} as people write it (Apple, "Internationalization
 * and Localization Guide", strings files), or the property list that build tools make of it.
 *
 * <p>The text form is read up to the first fault; what stands before is kept.
 */
final class StringsFile {
  private final String text;
  private int at;

  private StringsFile(String text) {
    this.text = text;
  }

  /** The texts by key; empty if the file is no strings file. */
  static Map<String, String> parse(byte[] file, ArchiveLimits limits) {
    String text = decoded(file);
    if (!text.startsWith("bplist") && !text.startsWith("<")) {
      return new StringsFile(text).pairs();
    }
    Map<String, String> pairs = new HashMap<>();
    try {
      PropertyList plist = PropertyList.parse(file, limits);
      for (String key : plist.keys()) {
        String value = plist.text(key);
        if (value != null) {
          pairs.put(key, value);
        }
      }
    } catch (UnreadablePackageException broken) {
      pairs.clear();
    }
    return pairs;
  }

  /** By its byte order mark; without one, UTF-16 shows by the zero in a first ASCII character. */
  private static String decoded(byte[] file) {
    int first = file.length > 1 ? ((file[0] & 0xff) << 8) | (file[1] & 0xff) : 0x2020;
    Charset charset = StandardCharsets.UTF_8;
    if (first == 0xfffe || (first & 0xff) == 0) {
      charset = StandardCharsets.UTF_16LE;
    } else if (first == 0xfeff || first >> 8 == 0) {
      charset = StandardCharsets.UTF_16BE;
    }
    String text = new String(file, charset);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private Map<String, String> pairs() {
    Map<String, String> pairs = new HashMap<>();
    for (String key = token(); key != null; key = token()) {
      String value = take('=') ? token() : key;
      if (value == null || !take(';')) {
        break;
      }
      pairs.put(key, value);
    }
    return pairs;
  }

  private boolean take(char wanted) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length()) {
      if (text.startsWith("/*", at)) {
        skipPast("*/");
      } else if (text.startsWith("//", at)) {
        skipPast("\n");
      } else if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        return;
      }
    }
  }

  private void skipPast(String end) {
    int found = text.indexOf(end, at + 2);
    at = found < 0 ? text.length() : found + end.length();
  }

  private @Nullable String token() {
    if (take('"')) {
      return quoted();
    }
    int start = at;
    while (at < text.length() && isBare(text.charAt(at))) {
      at++;
    }
    return at == start ? null : text.substring(start, at);
  }

  private static boolean isBare(char c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || "_-.$:/".indexOf(c) >= 0;
  }

  /** The text up to the closing quotation mark; null if there is none. */
  private @Nullable String quoted() {
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return content.toString();
      }
      if (c != '\\' || at == text.length()) {
        content.append(c);
      } else {
        content.append(escaped(text.charAt(at++)));
      }
    }
    return null;
  }

  private char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'U', 'u' -> number(16, 4);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        yield number(8, 3);
      }
      default -> c;
    };
  }

  private char number(int radix, int maxDigits) {
    int value = 0;
    int end = Math.min(text.length(), at + maxDigits);
    while (at < end && Character.digit(text.charAt(at), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(at++), radix);
    }
    return (char) value;
  }
}
