package dev.pappus.shared.log;

import org.jspecify.annotations.Nullable;

/**
 * A log message: a constant name, then {@code key=value} fields in the order they were added.
 *
 * <p>Values that hold blanks, quotes, {@code =} or control characters are quoted and escaped, so
 * that nothing a stranger sent can begin a line of its own.
 */
public final class LogLine {
  private static final int MAX_VALUE_LENGTH = 1000;
  private final StringBuilder text;

  private LogLine(String name) {
    text = new StringBuilder(name);
  }

  /** Begins a line; {@code name} is constant, {@code feature.happened}. */
  public static LogLine of(String name) {
    return new LogLine(name);
  }

  /** Adds a field; null is left out. */
  public LogLine with(String key, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    text.append(' ').append(key).append('=');
    append(value.toString());
    return this;
  }

  private void append(String value) {
    String shown = value.length() > MAX_VALUE_LENGTH ? value.substring(0, MAX_VALUE_LENGTH) : value;
    boolean plain = !shown.isEmpty() && shown.chars().allMatch(LogLine::isPlain);
    if (plain) {
      text.append(shown);
      return;
    }
    text.append('"');
    shown.chars().forEach(this::escape);
    text.append('"');
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c != '"' && c != '=' && c != '\\' && c != 0x7f && !isLineBreak(c);
  }

  private static boolean isLineBreak(int c) {
    return c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private void escape(int c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append((char) c);
    } else if (c < ' ' || (c >= 0x7f && c <= 0x9f) || isLineBreak(c)) {
      text.append(String.format("\\u%04x", c));
    } else {
      text.append((char) c);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
