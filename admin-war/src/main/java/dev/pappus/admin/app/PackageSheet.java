package dev.pappus.admin.app;

import dev.pappus.admin.navigation.Words;
import dev.pappus.build.Build;
import dev.pappus.build.BuildFacts;
import dev.pappus.format.MinimumSystem;
import dev.pappus.format.PackageFact;
import dev.pappus.shared.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a build's package says of itself, in the reader's words. A fact or warning of another
 * version that has no words is shown by its own name.
 *
 * @param minimum the oldest system it runs on, {@code Android 8.0 (API 26)}; "" if it does not tell
 * @param warnings sentences: what is the matter and what to do
 * @param groups of facts, those that have any
 */
public record PackageSheet(String minimum, List<String> warnings, List<Group> groups) {
  private static final String LABEL = PackageFact.LABEL.key() + ".";

  /** Of facts that are not in {@link #GROUPS}. */
  private static final String OTHER = "other";

  /** In which group a fact stands; the groups in the order in which they are shown. */
  private static final Map<String, Set<PackageFact>> GROUPS = groupsInOrder();

  private static Map<String, Set<PackageFact>> groupsInOrder() {
    Map<String, Set<PackageFact>> groups = new LinkedHashMap<>();
    groups.put(
        "identity",
        EnumSet.of(
            PackageFact.LABEL,
            PackageFact.LABEL_LOCALES,
            PackageFact.LAUNCHER_ACTIVITY,
            PackageFact.MODULE,
            PackageFact.MODULES,
            PackageFact.MODULE_TYPE,
            PackageFact.SPLIT,
            PackageFact.SPLIT_REQUIRED,
            PackageFact.APP_EXTENSIONS));
    groups.put(
        "system",
        EnumSet.of(
            PackageFact.ABIS,
            PackageFact.ARCHITECTURES,
            PackageFact.DEVICE,
            PackageFact.DEVICE_FAMILY,
            PackageFact.DEVICE_TYPES,
            PackageFact.FEATURES,
            PackageFact.OPTIONAL_FEATURES,
            PackageFact.PLATFORMS,
            PackageFact.SDK,
            PackageFact.SYSTEM,
            PackageFact.TARGET_API,
            PackageFact.TARGET_SDK));
    groups.put(
        "signing",
        EnumSet.of(
            PackageFact.DEBUG,
            PackageFact.DEBUGGABLE,
            PackageFact.ENTITLEMENTS,
            PackageFact.PROFILE_BUNDLE_NAME,
            PackageFact.PROFILE_DEVICES,
            PackageFact.PROFILE_EXPIRES,
            PackageFact.PROFILE_KIND,
            PackageFact.PROFILE_NAME,
            PackageFact.SIGNATURE_PRESENT,
            PackageFact.SIGNATURES_PRESENT,
            PackageFact.SIGNATURE_SCHEMES,
            PackageFact.SIGNATURE_VERIFIES,
            PackageFact.SIGNATURE_VERIFIES_FROM_SDK,
            PackageFact.SIGNED,
            PackageFact.SIGNER_CERTIFICATES,
            PackageFact.SIGNERS,
            PackageFact.TEAM_ID,
            PackageFact.TEAM_NAME,
            PackageFact.TEST_ONLY));
    groups.put(
        "permissions",
        EnumSet.of(
            PackageFact.PERMISSIONS,
            PackageFact.PERMISSION_COUNT,
            PackageFact.PERMISSIONS_DECLARED));
    groups.put("links", EnumSet.of(PackageFact.DEEP_LINKS, PackageFact.URL_SCHEMES));
    groups.put(OTHER, EnumSet.noneOf(PackageFact.class));
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
    return PackageFact.of(key).flatMap(PackageSheet::groupOf).orElse(OTHER);
  }

  private static Optional<String> groupOf(PackageFact fact) {
    return GROUPS.entrySet().stream()
        .filter(group -> group.getValue().contains(fact))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Fact row(Map.Entry<String, String> fact, BinaryOperator<String> wordOrElse) {
    String key = fact.getKey();
    return new Fact(name(key, wordOrElse), value(key, fact.getValue(), wordOrElse));
  }

  private static String value(String key, String value, BinaryOperator<String> wordOrElse) {
    if (isList(key)) {
      return spaced(value);
    }
    boolean yesOrNo = value.equals("true") || value.equals("false");
    return yesOrNo ? wordOrElse.apply("value." + value, value) : value;
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
