package dev.pappus.format;

import java.util.Optional;

/**
 * HarmonyOS versions as people write them. Since 5.0 a package names its API as one number, which
 * Huawei shows as {@code 5.0.1(13)}: two digits of version for each part, then three of API level.
 */
final class HarmonyVersions {
  private static final long FIRST_COMPOUND = 10_000_000;

  private HarmonyVersions() {}

  /** {@code 50001013} is "5.0.1 (API 13)", {@code 9} is "API 9". */
  static String named(String api) {
    if (!api.matches("\\d{1,10}")) {
      return api;
    }
    long number = Long.parseLong(api);
    if (number < FIRST_COMPOUND) {
      return "API " + number;
    }
    return version(number) + " (API " + number % 1_000 + ")";
  }

  /** "5.0.1" for {@code 50001013}; empty for a level alone, which names no version. */
  static Optional<String> version(String api) {
    return Optional.of(api)
        .filter(text -> text.matches("\\d{1,10}"))
        .map(Long::parseLong)
        .filter(number -> number >= FIRST_COMPOUND)
        .map(HarmonyVersions::version);
  }

  private static String version(long compound) {
    return compound / 10_000_000 + "." + compound / 100_000 % 100 + "." + compound / 1_000 % 100;
  }
}
