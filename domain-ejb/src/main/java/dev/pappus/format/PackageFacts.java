package dev.pappus.format;

import dev.pappus.shared.Platform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a package says of itself. All text is one line without control characters, at most {@value
 * #MAX_TEXT_LENGTH} characters, and still to be escaped wherever it is shown: a label may well be
 * {@code <script>}.
 *
 * @param format the {@link PackageFormat#name()} that read it
 * @param bundleId Android's package name, iOS's bundle identifier; safe in a path
 * @param name the label in the default language; the bundle id where the package has none. As the
 *     bundle id and the version code null only on {@link Platform#FILE}, where whoever uploads may
 *     give it and what the package says is the default
 * @param version {@code versionName}, {@code CFBundleShortVersionString}; null if there is none
 * @param versionCode the package's own build number: the long version code of Android ({@code 0} if
 *     absent, as Android takes it), {@code CFBundleVersion} of iOS
 * @param minimumOs an API level ("24", or a code name) on Android, a version ("12.0") on iOS; null
 *     if none is declared
 * @param icon null if there is none we can draw
 * @param facts further facts in a stable order, at most {@value #MAX_FACTS}; a value that is a list
 *     has at most {@value #MAX_LIST_LENGTH} characters, all together {@value #MAX_FACTS_LENGTH}
 */
public record PackageFacts(
    String format,
    Platform platform,
    @Nullable String bundleId,
    @Nullable String name,
    @Nullable String version,
    @Nullable String versionCode,
    @Nullable String minimumOs,
    @Nullable IconImage icon,
    Map<String, String> facts) {
  public static final int MAX_TEXT_LENGTH = 255;
  public static final int MAX_LIST_LENGTH = 4000;
  static final int MAX_FACTS = 100;

  /** As JSON, with every character escaped by another, they still fit the column. */
  static final int MAX_FACTS_LENGTH = 45_000;

  public PackageFacts {
    int length = 0;
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      if (PackageFact.of(fact.getKey()).isEmpty()) {
        throw new IllegalStateException("a fact that is not listed: " + fact.getKey());
      }
      length += fact.getKey().length() + fact.getValue().length();
    }
    if (facts.size() > MAX_FACTS || length > MAX_FACTS_LENGTH) {
      throw new IllegalStateException("too many facts");
    }
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** The words of {@link PackageFact#WARNINGS}; none where a package does not have it. */
  public static List<String> warningsIn(@Nullable String fact) {
    return fact == null || fact.isEmpty() ? List.of() : List.of(fact.split(",", -1));
  }

  /** Of a file that tells neither its name nor its version. */
  public static PackageFacts nameless(String format, Map<String, String> facts) {
    return new PackageFacts(format, Platform.FILE, null, null, null, null, null, null, facts);
  }

  /** The version to show: a package without one is known by its version code. */
  public @Nullable String displayVersion() {
    return version == null ? versionCode : version;
  }
}
