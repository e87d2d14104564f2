package dev.pappus.rest.install;

import dev.pappus.format.MinimumSystem;
import dev.pappus.format.SystemVersion;
import dev.pappus.shared.Platform;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The system that a browser says it runs on, as far as it can be believed.
 *
 * <p>Sources: WebKit, "WebKit features in Safari 26.0" (the version is frozen since); Chromium,
 * "User-Agent Reduction" (every Android is {@code Android 10; K}); W3C, "User-Agent Client Hints"
 * §3; Huawei, "UserAgent" of ArkWeb.
 *
 * @param version empty if it does not tell or tells what may be wrong
 */
record ToldSystem(Device device, Optional<SystemVersion> version) {
  /** The header that has Android's true version, where a page asked for it. */
  static final String VERSION_HINT = "Sec-CH-UA-Platform-Version";

  /** The header beside it, which is sent unasked. */
  static final String PLATFORM_HINT = "Sec-CH-UA-Platform";

  private static final Pattern IOS = Pattern.compile("\\bOS (\\d+(?:_\\d+){1,3}) like Mac OS X");
  private static final Pattern ANDROID = Pattern.compile("\\bAndroid (\\d+(?:\\.\\d+){0,3})[;)]");
  private static final Pattern HARMONYOS =
      Pattern.compile("\\b(?:OpenHarmony|HarmonyOS) ?(\\d+\\.\\d+)\\b");

  /** What every iOS from here on says, 26 as well. */
  private static final SystemVersion FROZEN_IOS = SystemVersion.of("18.6").orElseThrow();

  /** What Chrome says on every Android, and some other browsers on older ones. */
  private static final SystemVersion FROZEN_ANDROID = SystemVersion.of("10").orElseThrow();

  /** The first iOS that runs 64-bit apps only. */
  private static final SystemVersion ONLY_64_BIT = SystemVersion.of("11").orElseThrow();

  /**
   * Of a request's headers.
   *
   * @param platformHint {@link #PLATFORM_HINT}, null if absent
   * @param versionHint {@link #VERSION_HINT}, null if absent
   */
  static ToldSystem of(
      String userAgent, @Nullable String platformHint, @Nullable String versionHint) {
    Device device = Device.of(userAgent);
    return new ToldSystem(
        device,
        switch (device) {
          case IOS -> ios(userAgent).filter(version -> version.isBefore(FROZEN_IOS));
          case ANDROID ->
              "\"Android\"".equals(platformHint) && versionHint != null
                  ? SystemVersion.of(versionHint.replace("\"", ""))
                  : found(ANDROID, userAgent)
                      .filter(
                          version ->
                              version.isBefore(FROZEN_ANDROID) || FROZEN_ANDROID.isBefore(version));
          case HARMONYOS -> found(HARMONYOS, userAgent);
          case OTHER -> Optional.empty();
        });
  }

  /** Whether it certainly does not run what needs that. */
  boolean isTooOldFor(Platform platform, MinimumSystem needed) {
    boolean same =
        switch (device) {
          case IOS -> platform == Platform.IOS;
          case ANDROID -> platform == Platform.ANDROID;
          case HARMONYOS -> platform == Platform.HARMONYOS;
          case OTHER -> false;
        };
    return same
        && version.filter(own -> needed.version().filter(own::isBefore).isPresent()).isPresent();
  }

  /** Whether it certainly runs no app of 32 bits; a frozen version is a later one. */
  static boolean runsOnly64Bit(String userAgent) {
    return Device.of(userAgent) == Device.IOS
        && ios(userAgent).filter(version -> !version.isBefore(ONLY_64_BIT)).isPresent();
  }

  private static Optional<SystemVersion> ios(String userAgent) {
    return found(IOS, userAgent);
  }

  private static Optional<SystemVersion> found(Pattern pattern, String userAgent) {
    Matcher matcher = pattern.matcher(userAgent);
    return matcher.find() ? SystemVersion.of(matcher.group(1).replace('_', '.')) : Optional.empty();
  }
}
