package dev.pappus.rest.install;

import dev.pappus.build.BuildFacts;
import dev.pappus.format.PackageFacts;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a package says of itself that decides whether a tester can install it: sentences for the
 * install page. Hints only, nothing is withheld.
 */
final class PackageNotices {
  /** Warnings that concern whoever installs; the others are its developers'. */
  private static final Set<String> FOR_TESTERS =
      Set.of("test-only", "unsigned", "signature-invalid", "split", "split-required");

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
    facts
        .profileEnd()
        .map(end -> date(end, zone, language))
        .ifPresent(
            date -> {
              if (warnings.contains(BuildFacts.EXPIRED)) {
                sentences.add(MessageFormat.format(word("profile_expired"), date));
              } else if (warnings.contains(BuildFacts.EXPIRES_SOON)) {
                sentences.add(MessageFormat.format(word("profile_expires"), date));
              }
            });
    warnings.stream()
        .filter(FOR_TESTERS::contains)
        .forEach(warning -> sentences.add(word("package_" + warning)));
    String kind = words.get("profile_" + facts.values().get("profileKind"));
    if (kind != null) {
      // of an enterprise's profile there is nothing to say
      sentences.add(kind);
    }
    return sentences;
  }

  /** The processors it is made for, "" if it runs on any. */
  String processors() {
    Map<String, String> values = facts.values();
    return values
        .getOrDefault("abis", values.getOrDefault(PackageFacts.ARCHITECTURES, ""))
        .replace(",", ", ");
  }

  /** The system that a file is for, as people write it; "" if it does not tell. */
  String system() {
    return switch (facts.values().getOrDefault(PackageFacts.SYSTEM, "")) {
      case "macos" -> "macOS";
      case "windows" -> "Windows";
      default -> "";
    };
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
