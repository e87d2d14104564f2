package dev.pappus.rest.install;

import java.util.Map;

/**
 * Names of Android versions by API level, as the table "uses-sdk, API levels" of the Android
 * developer documentation has them. Levels it does not know are shown as they are.
 */
final class AndroidVersions {
  private static final Map<String, String> BY_LEVEL =
      Map.ofEntries(
          Map.entry("14", "4.0"),
          Map.entry("15", "4.0.3"),
          Map.entry("16", "4.1"),
          Map.entry("17", "4.2"),
          Map.entry("18", "4.3"),
          Map.entry("19", "4.4"),
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

  /** "7.0" for "24"; anything else as it came, a code name for one. */
  static String named(String minimumOs) {
    return BY_LEVEL.getOrDefault(minimumOs, minimumOs);
  }
}
