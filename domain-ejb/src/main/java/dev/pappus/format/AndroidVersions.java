package dev.pappus.format;

import java.util.Map;
import java.util.Optional;

/**
 * Android versions by API level, as the table "What is API level?" of the Android developer
 * documentation ({@code <uses-sdk>}) has them. A level it does not know is shown as one: {@code API
 * 99}.
 */
final class AndroidVersions {
  private static final Map<String, String> BY_LEVEL =
      Map.ofEntries(
          Map.entry("1", "1.0"),
          Map.entry("2", "1.1"),
          Map.entry("3", "1.5"),
          Map.entry("4", "1.6"),
          Map.entry("5", "2.0"),
          Map.entry("6", "2.0.1"),
          Map.entry("7", "2.1"),
          Map.entry("8", "2.2"),
          Map.entry("9", "2.3"),
          Map.entry("10", "2.3.3"),
          Map.entry("11", "3.0"),
          Map.entry("12", "3.1"),
          Map.entry("13", "3.2"),
          Map.entry("14", "4.0"),
          Map.entry("15", "4.0.3"),
          Map.entry("16", "4.1"),
          Map.entry("17", "4.2"),
          Map.entry("18", "4.3"),
          Map.entry("19", "4.4"),
          Map.entry("20", "4.4W"),
          Map.entry("21", "5.0"),
          Map.entry("22", "5.1"),
          Map.entry("23", "6.0"),
          Map.entry("24", "7.0"),
          Map.entry("25", "7.1"),
          Map.entry("26", "8.0"),
          Map.entry("27", "8.1"),
          Map.entry("28", "9"),
          Map.entry("29", "10"),
          Map.entry("30", "11"),
          Map.entry("31", "12"),
          Map.entry("32", "12L"),
          Map.entry("33", "13"),
          Map.entry("34", "14"),
          Map.entry("35", "15"),
          Map.entry("36", "16"));

  private AndroidVersions() {}

  /** "8.0 (API 26)" for "26", "API 99" for "99"; anything else as it came, a code name for one. */
  static String named(String minimumOs) {
    String name = BY_LEVEL.get(minimumOs);
    if (name != null) {
      return name + " (API " + minimumOs + ")";
    }
    return minimumOs.matches("\\d+") ? "API " + minimumOs : minimumOs;
  }

  /** "8.0" for "26"; empty for a level that the table does not have. */
  static Optional<String> version(String level) {
    return Optional.ofNullable(BY_LEVEL.get(level));
  }
}
