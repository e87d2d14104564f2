package dev.pappus.rest.install;

import dev.pappus.build.BuildFacts;
import dev.pappus.format.MinimumSystem;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageWarning;
import dev.pappus.shared.Platform;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a package says of itself that decides whether a tester can install it: sentences for the
 * install page. Hints only, nothing is withheld.
 */
final class PackageNotices {
  /** What is for 32-bit devices; Apple's, as reading an executable names them. */
  private static final Set<String> BITS_32 = Set.of("armv6", "armv7", "armv7s");

  private final BuildFacts facts;
  private final Map<String, String> words;

  /**
   * @param facts a build's facts, a JSON object of strings
   * @param words those of the page's language
   */
  PackageNotices(String facts, Map<String, String> words) {
    this.facts = BuildFacts.of(facts);
    this.words = words;
  }

  /** Sentences, the most serious first. */
  List<String> sentences(Instant now, ZoneId zone, Locale language) {
    List<String> sentences = new ArrayList<>();
    Set<String> warnings = facts.warnings(now);
    String end = facts.profileEnd().map(instant -> date(instant, zone, language)).orElse("");
    for (PackageWarning warning : PackageWarning.values()) {
      if (warning.isForTesters() && warnings.contains(warning.word())) {
        sentences.add(MessageFormat.format(word("package_" + warning.word()), end));
      }
    }
    return sentences;
  }

  /** On which devices its profile lets it install; empty where there is nothing to say. */
  Optional<String> kind() {
    return facts.value(PackageFact.PROFILE_KIND).map(kind -> words.get("profile_" + kind));
  }

  /** Whether its profile lists devices, so that one can be asked for. */
  boolean listsDevices() {
    return facts.value(PackageFact.PROFILE_DEVICES).isPresent();
  }

  /** Whether its profile is over. */
  boolean hasExpired(Instant now) {
    return facts.warnings(now).contains(PackageWarning.EXPIRED_PROFILE.word());
  }

  /** Whether it is for 32-bit processors of Apple's alone. */
  boolean isOnly32Bit() {
    return facts
        .value(PackageFact.ARCHITECTURES)
        .filter(archs -> BITS_32.containsAll(List.of(archs.split(",", -1))))
        .isPresent();
  }

  /** The processors it is made for, "" if it runs on any. */
  String processors() {
    return facts
        .value(PackageFact.ABIS)
        .or(() -> facts.value(PackageFact.ARCHITECTURES))
        .orElse("")
        .replace(",", ", ");
  }

  /** The oldest system it runs on; empty if it does not tell. */
  Optional<MinimumSystem> minimum(Platform platform, @Nullable String declared) {
    return MinimumSystem.of(platform, declared, facts.value(PackageFact.SYSTEM).orElse(null));
  }

  private static String date(Instant end, ZoneId zone, Locale language) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language)
        .withZone(zone)
        .format(end);
  }

  private String word(String key) {
    return words.getOrDefault(key, key);
  }
}
