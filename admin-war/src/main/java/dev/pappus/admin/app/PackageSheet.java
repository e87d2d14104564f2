package dev.pappus.admin.app;

import dev.pappus.admin.navigation.Words;
import dev.pappus.format.PackageFacts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a build's package says of itself, in the reader's words. A fact or warning that has no words
 * yet is shown by its own name: a new format needs nothing here.
 *
 * @param warnings sentences: what is the matter and what to do
 * @param facts in the order of the package's reader
 */
public record PackageSheet(List<String> warnings, List<Fact> facts) {
  private static final String LABEL = "label.";
  private static final String EXPIRED = "expired-profile";
  private static final Duration SOON = Duration.ofDays(30);

  /** Facts that are lists; a comma in any other is a part of its text. */
  private static final Set<String> LISTS =
      Set.of(
          "abis",
          "archs",
          "deepLinks",
          "deviceFamily",
          "deviceTypes",
          "entitlements",
          "features",
          "labelLocales",
          "module",
          "modules",
          "optionalFeatures",
          "permissions",
          "platforms",
          "signaturesPresent",
          "signatureSchemes",
          "signerCertificates",
          "signers",
          "urlSchemes");

  /** A fact: what it is called, what it is. */
  public record Fact(String name, String value) {}

  /** Of a build's facts, a JSON object of strings. */
  static PackageSheet of(String facts, Words words, Instant now) {
    return of(facts, words::orElse, now);
  }

  static PackageSheet of(String facts, BinaryOperator<String> wordOrElse, Instant now) {
    JsonObject json;
    try (JsonReader reader = Json.createReader(new StringReader(facts))) {
      json = reader.readObject();
    }
    Set<String> warnings =
        new LinkedHashSet<>(PackageFacts.warningsIn(json.getString(PackageFacts.WARNINGS, null)));
    expiry(json.getString("profileExpires", null), now).ifPresent(warnings::add);
    List<Fact> rows = new ArrayList<>();
    for (String key : json.keySet()) {
      String value = json.getString(key);
      if (!key.equals(PackageFacts.WARNINGS)) {
        rows.add(new Fact(name(key, wordOrElse), LISTS.contains(key) ? spaced(value) : value));
      }
    }
    return new PackageSheet(
        warnings.stream().map(word -> wordOrElse.apply("warning." + word, word)).toList(), rows);
  }

  /** The reader knew the day of the upload only: a profile may have expired since. */
  private static Optional<String> expiry(@Nullable String expires, Instant now) {
    if (expires == null) {
      return Optional.empty();
    }
    Instant end = Instant.parse(expires);
    if (!end.isAfter(now)) {
      return Optional.of(EXPIRED);
    }
    return end.isAfter(now.plus(SOON)) ? Optional.empty() : Optional.of("profile-expires-soon");
  }

  private static String name(String key, BinaryOperator<String> wordOrElse) {
    return key.startsWith(LABEL)
        ? wordOrElse.apply("fact.label", "label") + " (" + key.substring(LABEL.length()) + ")"
        : wordOrElse.apply("fact." + key, key);
  }

  /** Lists are kept without spaces; with them they can be read, and the browser can break them. */
  private static String spaced(String value) {
    return value.replaceAll(",(?=\\S)", ", ");
  }
}
