package dev.pappus.format;

import dev.pappus.shared.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The oldest system that a package runs on, as people write it.
 *
 * @param words system and version: {@code Android 8.0 (API 26)}, {@code iOS 15.0}
 * @param version to compare by; empty where the package does not name one, but an API level that no
 *     table knows or a code name
 */
public record MinimumSystem(String words, Optional<SystemVersion> version) {

  /**
   * Of what a package declares.
   *
   * @param declared as {@link PackageFacts#minimumOs()} has it
   * @param system the fact {@link PackageFact#SYSTEM}; null if there is none
   * @return empty if it declares none
   */
  public static Optional<MinimumSystem> of(
      Platform platform, @Nullable String declared, @Nullable String system) {
    if (declared == null || declared.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (platform) {
          case ANDROID ->
              new MinimumSystem(
                  "Android " + AndroidVersions.named(declared),
                  AndroidVersions.version(declared).flatMap(SystemVersion::of));
          case IOS -> new MinimumSystem("iOS " + declared, SystemVersion.of(declared));
          case HARMONYOS ->
              new MinimumSystem(
                  "HarmonyOS " + HarmonyVersions.named(declared),
                  HarmonyVersions.version(declared).flatMap(SystemVersion::of));
          case FILE ->
              new MinimumSystem(
                  (systemName(system) + " " + declared).strip(), SystemVersion.of(declared));
        });
  }

  private static String systemName(@Nullable String system) {
    return switch (system == null ? "" : system) {
      case "macos" -> "macOS";
      case "windows" -> "Windows";
      default -> "";
    };
  }
}
