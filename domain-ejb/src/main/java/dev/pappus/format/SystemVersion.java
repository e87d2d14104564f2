package dev.pappus.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of an operating system, as far as it is told: {@code 8.0}, {@code 17}.
 *
 * @param parts most significant first, at least one
 */
public record SystemVersion(List<Integer> parts) {
  /** A letter may follow, as in Android's 12L and 4.4W: the device says the number alone. */
  private static final Pattern TEXT = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,4}){0,3})[A-Z]?");

  /** Of a text such as {@code 17.5.1}; empty if it is none. */
  public static Optional<SystemVersion> of(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new SystemVersion(
                Arrays.stream(matcher.group(1).split("\\.", -1)).map(Integer::valueOf).toList()))
        : Optional.empty();
  }

  /**
   * Whether it is older for certain. Only the parts that both tell are compared: 17 may well be
   * 17.5.
   */
  public boolean isBefore(SystemVersion other) {
    for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
      int order = Integer.compare(parts.get(i), other.parts.get(i));
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return String.join(".", parts.stream().map(String::valueOf).toList());
  }
}
