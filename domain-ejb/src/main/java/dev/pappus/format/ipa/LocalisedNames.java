package dev.pappus.format.ipa;

import dev.pappus.format.FactText;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an app is called in other languages, out of its {@code <language>.lproj} folders. */
final class LocalisedNames {
  private static final Pattern STRINGS =
      Pattern.compile("([A-Za-z][A-Za-z0-9_-]{1,34})\\.lproj/InfoPlist\\.strings");

  /** Read at most; iOS itself has about forty. */
  private static final int MAX_LANGUAGES = 60;

  private LocalisedNames() {}

  /**
   * Names by language as the folders have it ({@code zh-Hans}), in alphabetical order; a file that
   * cannot be read has none.
   *
   * @param displayNameGiven whether Info.plist has a {@code CFBundleDisplayName}: devices show
   *     {@code CFBundleName} only where it has none
   */
  static Map<String, String> of(PackageFile file, String folder, boolean displayNameGiven) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String language : languages(file, folder)) {
      String entry = folder + language + ".lproj/InfoPlist.strings";
      Map<String, String> texts =
          file.readIfSound(entry, file.limits().maxDescriptionBytes())
              .map(bytes -> StringsFile.parse(bytes, file.limits()))
              .orElse(Map.of());
      String name = usable(texts.get("CFBundleDisplayName"));
      if (name == null && !displayNameGiven) {
        name = usable(texts.get("CFBundleName"));
      }
      if (name != null) {
        names.put(language, name);
      }
    }
    return names;
  }

  private static Set<String> languages(PackageFile file, String folder) {
    Set<String> languages = new TreeSet<>();
    for (String name : file.names()) {
      if (name.startsWith(folder) && languages.size() < MAX_LANGUAGES) {
        Matcher matcher = STRINGS.matcher(name.substring(folder.length()));
        // "Base" is for layouts and is no language.
        if (matcher.matches() && !matcher.group(1).equals("Base")) {
          languages.add(matcher.group(1));
        }
      }
    }
    return languages;
  }

  private static @Nullable String usable(@Nullable String text) {
    return text == null || text.length() > PackageFacts.MAX_TEXT_LENGTH
        ? null
        : FactText.line("display name", text);
  }
}
