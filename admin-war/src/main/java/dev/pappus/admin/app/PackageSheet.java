package dev.pappus.admin.app;

import dev.pappus.admin.navigation.Words;
import dev.pappus.build.Build;
import dev.pappus.build.BuildFacts;
import dev.pappus.format.MinimumSystem;
import dev.pappus.format.PackageFact;
import dev.pappus.shared.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a build's package says of itself, in the reader's words. A fact or warning of another
 * version that has no words is shown by its own name.
 *
 * @param minimum the oldest system it runs on, {@code Android 8.0 (API 26)}; "" if it does not tell
 * @param warnings sentences: what is the matter and what to do
 * @param facts in the order of the package's reader
 */
public record PackageSheet(String minimum, List<String> warnings, List<Fact> facts) {
  private static final String LABEL = PackageFact.LABEL.key() + ".";

  /** A fact: what it is called, what it is. */
  public record Fact(String name, String value) {}

  /** Of a build of an app for this platform. */
  public static PackageSheet of(Platform platform, Build build, Words words, Instant now) {
    return of(platform, build.minimumOs(), build.facts(), words::orElse, now);
  }

  /**
   * @param facts a JSON object of strings
   */
  static PackageSheet of(
      Platform platform,
      @Nullable String minimumOs,
      String facts,
      BinaryOperator<String> wordOrElse,
      Instant now) {
    BuildFacts read = BuildFacts.of(facts);
    return new PackageSheet(
        MinimumSystem.of(platform, minimumOs, read.value(PackageFact.SYSTEM).orElse(null))
            .map(MinimumSystem::words)
            .orElse(""),
        read.warnings(now).stream().map(word -> wordOrElse.apply("warning." + word, word)).toList(),
        read.values().entrySet().stream().map(fact -> row(fact, wordOrElse)).toList());
  }

  private static Fact row(Map.Entry<String, String> fact, BinaryOperator<String> wordOrElse) {
    String key = fact.getKey();
    String value = fact.getValue();
    return new Fact(name(key, wordOrElse), isList(key) ? spaced(value) : value);
  }

  private static boolean isList(String key) {
    return PackageFact.of(key).filter(PackageFact::isList).isPresent();
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
