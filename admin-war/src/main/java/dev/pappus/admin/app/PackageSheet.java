package dev.pappus.admin.app;

import dev.pappus.admin.navigation.Words;
import dev.pappus.build.BuildFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * What a build's package says of itself, in the reader's words. A fact or warning that has no words
 * yet is shown by its own name: a new format needs nothing here.
 *
 * @param warnings sentences: what is the matter and what to do
 * @param groups of facts, those that have any
 */
public record PackageSheet(List<String> warnings, List<Group> groups) {
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

  /** In which group a fact stands; {@link #OTHER} where it is not listed. */
  private static final Map<String, Set<String>> GROUPS = groupsInOrder();

  private static final String OTHER = "other";

  private static Map<String, Set<String>> groupsInOrder() {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    groups.put(
        "identity",
        Set.of(
            "label",
            "labelLocales",
            "launcherActivity",
            "module",
            "modules",
            "moduleType",
            "split",
            "splitRequired",
            "appExtensions"));
    groups.put(
        "system",
        Set.of(
            "abis",
            "archs",
            "device",
            "deviceFamily",
            "deviceTypes",
            "features",
            "optionalFeatures",
            "platforms",
            "sdk",
            "system",
            "targetApi",
            "targetSdk"));
    groups.put(
        "signing",
        Set.of(
            "debug",
            "debuggable",
            "entitlements",
            "profileBundleName",
            "profileDevices",
            "profileExpires",
            "profileKind",
            "profileName",
            "signaturePresent",
            "signaturesPresent",
            "signatureSchemes",
            "signatureVerifies",
            "signatureVerifiesFromSdk",
            "signed",
            "signerCertificates",
            "signers",
            "teamId",
            "teamName",
            "testOnly"));
    groups.put("permissions", Set.of("permissions", "permissionCount", "permissionsDeclared"));
    groups.put("links", Set.of("deepLinks", "urlSchemes"));
    groups.put(OTHER, Set.of());
    return groups;
  }

  /**
   * What belongs together.
   *
   * @param facts in the order of the package's reader
   */
  public record Group(String name, List<Fact> facts) {}

  /** A fact: what it is called, what it is. */
  public record Fact(String name, String value) {}

  /** Of a build's facts, a JSON object of strings. */
  static PackageSheet of(String facts, Words words, Instant now) {
    return of(facts, words::orElse, now);
  }

  static PackageSheet of(String facts, BinaryOperator<String> wordOrElse, Instant now) {
    BuildFacts read = BuildFacts.of(facts);
    return new PackageSheet(
        read.warnings(now).stream().map(word -> wordOrElse.apply("warning." + word, word)).toList(),
        groups(read.values(), wordOrElse));
  }

  private static List<Group> groups(Map<String, String> values, BinaryOperator<String> wordOrElse) {
    Map<String, List<Fact>> rows = new HashMap<>();
    values
        .entrySet()
        .forEach(
            fact ->
                rows.computeIfAbsent(groupOf(fact.getKey()), unused -> new ArrayList<>())
                    .add(row(fact, wordOrElse)));
    return GROUPS.keySet().stream()
        .filter(rows::containsKey)
        .map(
            group ->
                new Group(
                    wordOrElse.apply("group." + group, group), rows.getOrDefault(group, List.of())))
        .toList();
  }

  private static String groupOf(String key) {
    String listed = key.startsWith(LABEL) ? "label" : key;
    return GROUPS.entrySet().stream()
        .filter(group -> group.getValue().contains(listed))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(OTHER);
  }

  private static Fact row(Map.Entry<String, String> fact, BinaryOperator<String> wordOrElse) {
    String key = fact.getKey();
    return new Fact(name(key, wordOrElse), value(key, fact.getValue(), wordOrElse));
  }

  private static String value(String key, String value, BinaryOperator<String> wordOrElse) {
    if (LISTS.contains(key)) {
      return spaced(value);
    }
    boolean yesOrNo = value.equals("true") || value.equals("false");
    return yesOrNo ? wordOrElse.apply("value." + value, value) : value;
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
