package dev.pappus.admin.app;

import dev.pappus.admin.navigation.Words;
import dev.pappus.build.BuildFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * What a build's package says of itself, in the reader's words. A fact or warning that has no words
 * yet is shown by its own name: a new format needs nothing here.
 *
 * @param warnings sentences: what is the matter and what to do
 * @param facts in the order of the package's reader
 */
public record PackageSheet(List<String> warnings, List<Fact> facts) {
  private static final String LABEL = "label.";

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
  public static PackageSheet of(String facts, Words words, Instant now) {
    return of(facts, words::orElse, now);
  }

  static PackageSheet of(String facts, BinaryOperator<String> wordOrElse, Instant now) {
    BuildFacts read = BuildFacts.of(facts);
    return new PackageSheet(
        read.warnings(now).stream().map(word -> wordOrElse.apply("warning." + word, word)).toList(),
        read.values().entrySet().stream().map(fact -> row(fact, wordOrElse)).toList());
  }

  private static Fact row(Map.Entry<String, String> fact, BinaryOperator<String> wordOrElse) {
    String key = fact.getKey();
    String value = fact.getValue();
    return new Fact(name(key, wordOrElse), LISTS.contains(key) ? spaced(value) : value);
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
