package dev.pappus.format;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every fact that a reader can give, by the name under which it is kept and told: a closed list, so
 * that none goes without words. Each has its words in the console, {@code fact.<name>}.
 */
public enum PackageFact {
  /**
   * What a person should see before the package is passed on: {@link PackageWarning}s by their
   * words. Not among the facts that people are shown, but above them.
   */
  WARNINGS("warnings", true),

  /** What a file that is no app of a device is for: {@code macos}, {@code windows}. */
  SYSTEM("system"),

  /** For which processors it is made, in the words of its platform; Android's own are ABIS. */
  ARCHITECTURES("archs", true),
  ABIS("abis", true),

  /**
   * Whether there is a signature at all, of formats whose signatures are not checked: {@code true}
   * does not say that it is right.
   */
  SIGNATURE_PRESENT("signaturePresent"),

  /** Beside it, SHA-256 of the certificates that a signature comes with, in hex digits. */
  SIGNER_CERTIFICATES("signerCertificates", true),
  SIGNED("signed"),
  SIGNATURE_VERIFIES("signatureVerifies"),
  SIGNATURE_VERIFIES_FROM_SDK("signatureVerifiesFromSdk"),
  SIGNATURES_PRESENT("signaturesPresent", true),
  SIGNATURE_SCHEMES("signatureSchemes", true),
  SIGNERS("signers", true),

  TARGET_SDK("targetSdk"),
  TARGET_API("targetApi"),
  SDK("sdk"),
  PLATFORMS("platforms", true),
  DEBUGGABLE("debuggable"),
  TEST_ONLY("testOnly"),
  DEBUG("debug"),
  DEVICE("device"),
  DEVICE_FAMILY("deviceFamily", true),
  DEVICE_TYPES("deviceTypes", true),
  SPLIT("split"),
  SPLIT_REQUIRED("splitRequired"),
  MODULE("module", true),
  MODULES("modules", true),
  MODULE_TYPE("moduleType"),
  PERMISSION_COUNT("permissionCount"),
  PERMISSIONS_DECLARED("permissionsDeclared"),
  PERMISSIONS("permissions", true),
  FEATURES("features", true),
  OPTIONAL_FEATURES("optionalFeatures", true),
  LAUNCHER_ACTIVITY("launcherActivity"),
  DEEP_LINKS("deepLinks", true),
  URL_SCHEMES("urlSchemes", true),
  APP_EXTENSIONS("appExtensions"),

  PROFILE_KIND("profileKind"),
  PROFILE_NAME("profileName"),
  PROFILE_BUNDLE_NAME("profileBundleName"),
  /** An instant. */
  PROFILE_EXPIRES("profileExpires"),
  /** How many devices its profile lists; their ids are never kept. */
  PROFILE_DEVICES("profileDevices"),
  TEAM_ID("teamId"),
  TEAM_NAME("teamName"),
  ENTITLEMENTS("entitlements", true),

  LABEL_LOCALES("labelLocales", true),
  /** The name in one language, kept as {@code label.zh-CN}. */
  LABEL("label");

  private static final Map<String, PackageFact> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(PackageFact::key, Function.identity()));

  private final String key;
  private final boolean list;

  PackageFact(String key) {
    this(key, false);
  }

  PackageFact(String key, boolean list) {
    this.key = key;
    this.list = list;
  }

  /** Its name, {@code targetSdk}. */
  public String key() {
    return key;
  }

  /** Whether it holds names joined by commas; a comma in any other is a part of its text. */
  public boolean isList() {
    return list;
  }

  /** The name of an app in one language. */
  static String label(String locale) {
    return LABEL.key + "." + locale;
  }

  /** The fact that is kept under this name; empty if it is none of today's readers. */
  public static Optional<PackageFact> of(String key) {
    return Optional.ofNullable(BY_KEY.get(key.startsWith(LABEL.key + ".") ? LABEL.key : key));
  }
}
