package dev.pappus.admin.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Delays as people write them, {@code 5s, 5m, 2h, 1d}; ISO 8601 is read as well. */
final class DelayText {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})\\s*([smhd])");

  private DelayText() {}

  /** Each in its largest whole unit. */
  static String of(List<Duration> delays) {
    return delays.stream().map(DelayText::of).collect(Collectors.joining(", "));
  }

  private static String of(Duration delay) {
    long seconds = delay.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** In ISO 8601; what cannot be read stays as it is, to be refused by whoever judges it. */
  static List<String> read(String text) {
    return Stream.of(text.split("[,，;\n]"))
        .map(String::strip)
        .filter(delay -> !delay.isEmpty())
        .map(DelayText::iso)
        .toList();
  }

  private static String iso(String text) {
    Matcher delay = SHORT.matcher(text.toLowerCase(Locale.ROOT));
    if (!delay.matches()) {
      return text;
    }
    String unit = delay.group(2).toUpperCase(Locale.ROOT);
    return unit.equals("D") ? "P" + delay.group(1) + unit : "PT" + delay.group(1) + unit;
  }
}
