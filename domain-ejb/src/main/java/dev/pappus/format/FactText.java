package dev.pappus.format;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Text out of a package, made fit to keep: one line, no control characters, bounded. */
public final class FactText {

  private FactText() {}

  /**
   * The text on one line: control characters and line breaks become blanks, lone surrogates the
   * replacement character (a database refuses NUL, UTF-8 has no lone surrogates).
   *
   * @param field for the refusal: {@code label}
   * @return null if nothing is left
   * @throws UnreadablePackageException INVALID_FIELD if longer than {@value
   *     PackageFacts#MAX_TEXT_LENGTH}; cutting would make two different versions one
   */
  public static @Nullable String line(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.length() > 4 * PackageFacts.MAX_TEXT_LENGTH) {
      throw tooLong(field);
    }
    String stripped = oneLine(text);
    if (stripped.length() > PackageFacts.MAX_TEXT_LENGTH) {
      throw tooLong(field);
    }
    return stripped.isEmpty() ? null : stripped;
  }

  /** The text on one line, of any length; what XML cannot hold is gone as well. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().map(FactText::printable).forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  /**
   * A list as one text, with commas: as many whole items as there is room for, and an ellipsis as
   * the last one if that is not all. Items that hold a comma or nothing are left out.
   */
  public static String list(Collection<String> items) {
    StringBuilder list = new StringBuilder();
    for (String item : items) {
      String separator = list.length() == 0 ? "" : ",";
      // Room for the item and for the ellipsis that may have to follow it.
      if (list.length() + item.length() + 3 > PackageFacts.MAX_TEXT_LENGTH) {
        return list + separator + "\u2026";
      }
      String line = oneLine(item);
      if (!line.isEmpty() && line.indexOf(',') < 0) {
        list.append(separator).append(line);
      }
    }
    return list.toString();
  }

  private static int printable(int c) {
    if (c == 0xfffe || c == 0xffff) {
      return 0xfffd;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
      case Character.SURROGATE -> 0xfffd;
      default -> c;
    };
  }

  private static UnreadablePackageException tooLong(String field) {
    return new UnreadablePackageException(
        PackageDefect.INVALID_FIELD,
        "The package's "
            + field
            + " is longer than "
            + PackageFacts.MAX_TEXT_LENGTH
            + " characters.");
  }
}
