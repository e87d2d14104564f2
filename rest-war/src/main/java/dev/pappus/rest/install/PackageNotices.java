package dev.pappus.rest.install;

import dev.pappus.format.PackageFacts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.text.MessageFormat;
import java.time.Duration;
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

  /** Before that nobody needs to think of a profile's end. */
  private static final Duration SOON = Duration.ofDays(30);

  private final JsonObject facts;
  private final Map<String, String> words;

  /**
   * @param facts a build's facts, a JSON object of strings
   * @param words those of the page's language
   */
  PackageNotices(String facts, Map<String, String> words) {
    try (JsonReader reader = Json.createReader(new StringReader(facts))) {
      this.facts = reader.readObject();
    }
    this.words = words;
  }

  /** Sentences, the most serious first. */
  List<String> sentences(Instant now, ZoneId zone, Locale language) {
    List<String> sentences = new ArrayList<>();
    String expires = facts.getString("profileExpires", "");
    if (!expires.isEmpty()) {
      addExpiry(sentences, Instant.parse(expires), now, zone, language);
    }
    PackageFacts.warningsIn(facts.getString(PackageFacts.WARNINGS, null)).stream()
        .filter(FOR_TESTERS::contains)
        .forEach(warning -> add(sentences, "package_" + warning));
    String kind = facts.getString("profileKind", "");
    if (!kind.isEmpty()) {
      add(sentences, "profile_" + kind);
    }
    return sentences;
  }

  /** The processors it is made for, "" if it runs on any. */
  String processors() {
    return facts
        .getString("abis", facts.getString(PackageFacts.ARCHITECTURES, ""))
        .replace(",", ", ");
  }

  /** The system that a file is for, as people write it; "" if it does not tell. */
  String system() {
    return switch (facts.getString(PackageFacts.SYSTEM, "")) {
      case "macos" -> "macOS";
      case "windows" -> "Windows";
      default -> "";
    };
  }

  private void addExpiry(
      List<String> sentences, Instant expires, Instant now, ZoneId zone, Locale language) {
    boolean expired = !expires.isAfter(now);
    if (!expired && expires.isAfter(now.plus(SOON))) {
      return;
    }
    String date =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(language)
            .withZone(zone)
            .format(expires);
    String sentence = words.get(expired ? "profile_expired" : "profile_expires");
    if (sentence != null) {
      sentences.add(MessageFormat.format(sentence, date));
    }
  }

  /** A kind without a sentence needs none. */
  private void add(List<String> sentences, String key) {
    String sentence = words.get(key);
    if (sentence != null) {
      sentences.add(sentence);
    }
  }
}
