package dev.pappus.shared.text;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of CSV (RFC 4180) that no spreadsheet takes for formulas: a cell that begins with {@code
 * =}, {@code +}, {@code -}, {@code @}, a tab or a line break gets an apostrophe before it.
 */
public final class CsvText {
  private static final String FORMULA = "=+-@\t\r\n";

  private CsvText() {}

  /** One line with its end; null is an empty cell. */
  public static String line(List<? extends @Nullable Object> cells) {
    return cells.stream().map(CsvText::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
