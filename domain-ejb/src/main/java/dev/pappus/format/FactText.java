package dev.pappus.format;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text out of a package, made fit to keep: one line, no control characters, bounded. */
public final class FactText {

  private static final int MAX_LABELS = 40;

  /** Tags as RFC 5646, §4.4.1 has room for, and what build tools write instead. */
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9_+-]{1,35}");

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

  /**
   * Names joined by commas: as many whole ones as fit {@value PackageFacts#MAX_LIST_LENGTH}
   * characters, and an ellipsis as the last if those are not all; without names that could not be
   * told from two.
   */
  public static String list(Collection<String> names) {
    StringBuilder list = new StringBuilder();
    for (String name : names) {
      if (isListable(name)) {
        String separator = list.isEmpty() ? "" : ",";
        // room for the name and for the ellipsis that may have to follow it
        if (list.length() + separator.length() + name.length() + 2 > PackageFacts.MAX_LIST_LENGTH) {
          return list + separator + "\u2026";
        }
        list.append(separator).append(name);
      }
    }
    return list.toString();
  }

  /**
   * Keeps a text as a fact. One that is too long is left out, not cut: a part would be taken for
   * the whole.
   */
  public static void put(Map<String, String> facts, PackageFact fact, @Nullable String value) {
    put(facts, fact.key(), value);
  }

  private static void put(Map<String, String> facts, String key, @Nullable String value) {
    if (value != null && value.length() <= PackageFacts.MAX_TEXT_LENGTH) {
      String line = line(key, value);
      if (line != null) {
        facts.put(key, line);
      }
    }
  }

  /** Keeps a list as a fact, as {@link #list} writes it; an empty one is left out. */
  public static void putList(
      Map<String, String> facts, PackageFact fact, Collection<String> names) {
    String list = list(names);
    if (!list.isEmpty()) {
      facts.put(fact.key(), list);
    }
  }

  /** Keeps warnings as a fact; none are left out. */
  public static void putWarnings(Map<String, String> facts, Collection<PackageWarning> warnings) {
    putList(facts, PackageFact.WARNINGS, warnings.stream().map(PackageWarning::word).toList());
  }

  /**
   * Keeps names in other languages as facts, by language tag, each as {@code label.zh-CN}, and the
   * tags as {@code labelLocales}; of the first languages only, as facts are not without number.
   *
   * @param name the one in the default language; what says the same is left out
   */
  public static void putLabels(
      Map<String, String> facts, Map<String, String> labels, @Nullable String name) {
    Map<String, String> kept = new LinkedHashMap<>();
    labels.forEach(
        (locale, label) -> {
          if (kept.size() < MAX_LABELS
              && LANGUAGE.matcher(locale).matches()
              && !label.equals(name)) {
            put(kept, locale, label);
          }
        });
    putList(facts, PackageFact.LABEL_LOCALES, kept.keySet());
    kept.forEach((locale, label) -> facts.put(PackageFact.label(locale), label));
  }

  private static boolean isListable(String name) {
    return !name.isEmpty()
        && name.length() <= PackageFacts.MAX_TEXT_LENGTH
        && name.indexOf(',') < 0
        && oneLine(name).equals(name);
  }

  /** The text on one line, of any length; what XML cannot hold is gone as well. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().map(FactText::printable).forEach(line::appendCodePoint);
    return line.toString().strip();
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
