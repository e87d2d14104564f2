package dev.pappus.format;

import dev.pappus.shared.Platform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a package says of itself. All text is one line without control characters, at most {@value
 * #MAX_TEXT_LENGTH} characters, and still to be escaped wherever it is shown: a label may well be
 * {@code <script>}.
 *
 * @param format the {@link PackageFormat#name()} that read it
 * @param bundleId Android's package name, iOS's bundle identifier; safe in a path
 * @param name the label in the default language; the bundle id where the package has none
 * @param version {@code versionName}, {@code CFBundleShortVersionString}; null if there is none
 * @param versionCode the package's own build number: the long version code of Android ({@code 0} if
 *     absent, as Android takes it), {@code CFBundleVersion} of iOS
 * @param minimumOs an API level ("24", or a code name) on Android, a version ("12.0") on iOS; null
 *     if none is declared
 * @param icon null if there is none we can draw
 * @param facts further facts in a stable order, at most {@value #MAX_FACTS}
 */
public record PackageFacts(
    String format,
    Platform platform,
    String bundleId,
    String name,
    @Nullable String version,
    String versionCode,
    @Nullable String minimumOs,
    @Nullable IconImage icon,
    Map<String, String> facts) {
  public static final int MAX_TEXT_LENGTH = 255;
  static final int MAX_FACTS = 50;

  public PackageFacts {
    if (facts.size() > MAX_FACTS) {
      throw new IllegalStateException("too many facts");
    }
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** The version to show: a package without one is known by its version code. */
  public String displayVersion() {
    return version == null ? versionCode : version;
  }
}
