package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pappus.format.SharedFixtures.Expected;
import dev.pappus.format.apk.AndroidExpectations;
import dev.pappus.shared.Platform;
import dev.pappus.shared.problem.DomainException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every package of {@code shared/fixtures} ends as {@code expected.json} says. */
@ExtendWith(FixtureTally.class)
class FixturePackagesTest {
  private static final Duration MOST_TIME = Duration.ofSeconds(10);

  /** Error classes of the fixtures and the code that answers each. */
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("EMPTY_FILE", "file-empty"),
          Map.entry("NOT_AN_ARCHIVE", "package-unsupported"),
          Map.entry("MISSING_MANIFEST", "package-unsupported"),
          Map.entry("NO_APP_BUNDLE", "package-unsupported"),
          Map.entry("UNSUPPORTED_FORMAT", "package-unsupported"),
          Map.entry("TRUNCATED_ARCHIVE", "package-unreadable"),
          Map.entry("CORRUPT_ENTRY", "package-unreadable"),
          Map.entry("ENCRYPTED_ENTRY", "package-unreadable"),
          Map.entry("UNSUPPORTED_COMPRESSION", "package-unreadable"),
          Map.entry("ARCHIVE_LIMIT", "package-unreadable"),
          Map.entry("UNSAFE_ENTRY", "package-unreadable"),
          Map.entry("DUPLICATE_ENTRY", "package-unreadable"),
          Map.entry("MALFORMED_MANIFEST", "package-unreadable"),
          Map.entry("MISSING_FIELD", "package-unreadable"),
          Map.entry("INVALID_FIELD", "package-unreadable"),
          Map.entry("AMBIGUOUS_APP_BUNDLE", "package-unreadable"),
          Map.entry("MALFORMED_PLIST", "package-unreadable"),
          Map.entry("SIGNATURE_INVALID", "package-unreadable"));

  private final PackageInspector inspector = InspectorFixture.withAllFormats();

  static List<Expected> taken() {
    return SharedFixtures.all(
        file ->
            file.startsWith("good/apk/")
                || file.startsWith("good/ipa/")
                || file.startsWith("good/aab/")
                || file.startsWith("good/hap/")
                || file.startsWith("good/other/")
                || file.startsWith("good/made/"));
  }

  static List<Expected> bad() {
    return SharedFixtures.all(file -> file.startsWith("bad/") && isTaken(file));
  }

  /** Kinds that this version does not take. */
  static List<Expected> foreign() {
    return SharedFixtures.all(
        file -> file.startsWith("good/profile/") || (file.startsWith("bad/") && !isTaken(file)));
  }

  private static boolean isTaken(String file) {
    return Stream.of(".apk", ".ipa", ".aab", ".hap").anyMatch(file::endsWith);
  }

  @Test
  void hasFixturesToRead() {
    SharedFixtures.assumePresent();

    assertThat(taken()).hasSizeGreaterThan(50);
    assertThat(bad()).hasSizeGreaterThan(80);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("taken")
  void readsAGoodPackage(Expected expected) throws IOException {
    PackageFacts facts = inInTime(expected);

    assertFacts(facts, expected);
    assertIcon(facts.icon(), expected);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("bad")
  void endsAsExpectedOnABadPackage(Expected expected) {
    PackageFacts facts;
    try {
      facts = inInTime(expected);
    } catch (DomainException refused) {
      assertThat(expected.outcome()).as(refused.detail()).isNotEqualTo("accept");
      assertThat(expected.texts("error_class").stream().map(CODES::get))
          .as(refused.detail() + refused.facts())
          .contains(refused.code());
      assertThat(refused.facts()).isNotEqualTo(Map.of("defect", "unreadable"));
      return;
    }
    assertThat(expected.outcome()).isNotEqualTo("reject");
    assertFacts(facts, expected);
    if (expected.texts("invariants").contains("icon-absent")) {
      assertThat(facts.icon()).isNull();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("foreign")
  void refusesWhatItDoesNotTake(Expected expected) {
    Assertions.assertTimeoutPreemptively(
        MOST_TIME,
        () ->
            assertThat(
                    Assertions.assertThrows(DomainException.class, () -> inspect(expected)).code())
                .isIn("package-unsupported", "file-empty"));
  }

  private PackageFacts inInTime(Expected expected) {
    return Assertions.assertTimeout(MOST_TIME, () -> inspect(expected));
  }

  private PackageFacts inspect(Expected expected) {
    return inspector.inspect(
        expected.path(), Objects.requireNonNull(expected.path().getFileName()).toString());
  }

  private static void assertFacts(PackageFacts facts, Expected expected) {
    JsonObject expect = expected.expect();
    assertValue(expect, "format", facts.format());
    assertValue(
        expect,
        "platform",
        facts.platform() == Platform.FILE
            ? facts.facts().get(PackageFact.SYSTEM.key())
            : facts.platform().wireName());
    assertValue(expect, "packageId", facts.bundleId());
    assertValue(expect, "label", facts.name());
    assertValue(expect, "versionName", facts.version());
    assertVersionCode(facts, expect);
    assertValue(expect, "minSdk", facts.minimumOs());
    assertValue(expect, "minOs", facts.minimumOs());
    assertValue(expect, "targetSdk", facts.facts().get("targetSdk"));
    assertValue(expect, "debuggable", facts.facts().get("debuggable"));
    assertHarmony(facts, expect);
    assertBundle(facts, expect);
    AndroidExpectations.assertFacts(facts, expected);
    assertApple(facts.facts(), expect);
    assertName(facts, expect);
    assertProfile(facts.facts(), expect);
  }

  /** Written in two parts, it is one number of 64 bits. */
  private static void assertVersionCode(PackageFacts facts, JsonObject expect) {
    if (expect.containsKey("versionCodeMajor")) {
      long major = expect.getInt("versionCodeMajor");
      long code = Integer.toUnsignedLong(expect.getInt("versionCode"));
      assertThat(facts.versionCode()).isEqualTo(Long.toString(major << 32 | code));
      assertValue(expect, "longVersionCode", facts.versionCode());
    } else {
      assertValue(expect, "versionCode", facts.versionCode());
    }
  }

  /** The name for people goes before that of the bundle. */
  private static void assertName(PackageFacts facts, JsonObject expect) {
    if (expect.containsKey("displayName")) {
      assertValue(
          expect, expect.isNull("displayName") ? "bundleName" : "displayName", facts.name());
    }
  }

  private static void assertHarmony(PackageFacts facts, JsonObject expect) {
    if (facts.format().equals("hap")) {
      assertValue(expect, "minApi", facts.minimumOs());
      assertValue(expect, "targetApi", facts.facts().get("targetApi"));
      assertValue(expect, "module", facts.facts().get("module"));
      assertValue(expect, "moduleType", facts.facts().get("moduleType"));
      assertValue(expect, "debug", facts.facts().get("debug"));
      assertTexts(expect, "deviceTypes", facts.facts().get("deviceTypes"));
      assertTexts(expect, "abis", facts.facts().get("abis"));
      assertPermissions(facts, expect);
    }
  }

  private static void assertBundle(PackageFacts facts, JsonObject expect) {
    if (facts.format().equals("aab")) {
      assertTexts(expect, "modules", facts.facts().get("modules"));
      assertTexts(
          expect.getJsonObject("signing"),
          "signers",
          facts.facts().get(PackageFact.SIGNER_CERTIFICATES.key()));
      assertLabels(expect, "labelsThatDiffer", facts.facts());
      assertTexts(expect, "abis", facts.facts().get("abis"));
      assertPermissions(facts, expect);
    }
  }

  private static void assertPermissions(PackageFacts facts, JsonObject expect) {
    JsonObject permissions = expect.getJsonObject("permissions");
    if (permissions != null) {
      assertValue(permissions, "declared", facts.facts().get("permissionsDeclared"));
      assertTexts(permissions, "names", facts.facts().get("permissions"));
    }
  }

  /** A fact that lists these texts, in any order; none where there are none. */
  private static void assertTexts(
      @Nullable JsonObject expect, String key, @Nullable String actual) {
    if (expect != null && expect.containsKey(key)) {
      if (expect.isNull(key)) {
        assertThat(actual).as(key).isNull();
        return;
      }
      List<String> texts =
          expect.getJsonArray(key).getValuesAs(value -> SharedFixtures.text(value));
      List<String> seen = actual == null ? List.of() : List.of(actual.split(",", -1));
      assertThat(seen).as(key).containsExactlyInAnyOrderElementsOf(texts);
    }
  }

  private static void assertApple(Map<String, String> facts, JsonObject expect) {
    JsonValue family = expect.get("deviceFamily");
    if (family != null) {
      String wanted =
          family == JsonValue.NULL
              ? null
              : family.asJsonArray().stream()
                  .map(SharedFixtures::text)
                  .collect(Collectors.joining(","));
      assertThat(facts.get("deviceFamily")).isEqualTo(wanted);
    }
    assertTexts(expect, "archs", facts.get(PackageFact.ARCHITECTURES.key()));
    assertValue(expect, "codeSignaturePresent", facts.get(PackageFact.SIGNATURE_PRESENT.key()));
    assertValue(expect, "appExtensions", facts.getOrDefault("appExtensions", "0"));
    assertLabels(expect, "labels", facts);
  }

  private static void assertLabels(JsonObject expect, String key, Map<String, String> facts) {
    if (expect.containsKey(key)) {
      Map<String, String> wanted = new HashMap<>();
      expect
          .getJsonObject(key)
          .forEach((language, label) -> wanted.put(language, SharedFixtures.text(label)));
      Map<String, String> labels = new HashMap<>();
      facts.forEach(
          (fact, label) -> {
            if (fact.startsWith("label.")) {
              labels.put(fact.substring("label.".length()), label);
            }
          });
      assertThat(labels).isEqualTo(wanted);
    }
  }

  /**
   * Profiles show names of teams and people, so a failure tells which member differs and not what
   * it is. All of them have expired by now.
   */
  private static void assertProfile(Map<String, String> facts, JsonObject expect) {
    JsonValue provisioning = expect.get("provisioning");
    if (provisioning == null) {
      return;
    }
    if (provisioning == JsonValue.NULL) {
      assertThat(facts.keySet()).doesNotContain("profileKind", "profileExpires", "warnings");
      return;
    }
    Map<String, String> members =
        Map.of(
            "type", "profileKind",
            "name", "profileName",
            "teamId", "teamId",
            "teamName", "teamName",
            "expires", "profileExpires",
            "deviceCount", "profileDevices");
    JsonObject profile = provisioning.asJsonObject();
    assertThat(profile.keySet()).containsAll(members.keySet());
    members.forEach(
        (member, fact) -> {
          JsonValue value = Objects.requireNonNull(profile.get(member));
          String wanted = value == JsonValue.NULL ? null : SharedFixtures.text(value);
          assertThat(Objects.equals(facts.get(fact), wanted)).as(member).isTrue();
        });
    assertThat(facts.containsKey("entitlements")).isTrue();
    assertThat(facts.get("warnings")).isEqualTo("expired-profile");
  }

  private static void assertValue(JsonObject expect, String key, @Nullable String actual) {
    JsonValue value = expect.get(key);
    if (value == null) {
      return;
    }
    assertThat(actual)
        .as(key)
        .isEqualTo(value == JsonValue.NULL ? null : SharedFixtures.text(value));
  }

  private static void assertIcon(@Nullable IconImage icon, Expected expected) throws IOException {
    JsonObject expect = expected.expect().getJsonObject("icon");
    JsonValue best = expect == null ? null : expect.get("best");
    if (best == null) {
      return;
    }
    if (best == JsonValue.NULL) {
      // No picture in the package: ours is drawn, if there is something to draw.
      JsonArray xml = expect.getJsonArray("xml");
      assertThat(icon != null).isEqualTo(xml != null && !xml.isEmpty());
      return;
    }
    Objects.requireNonNull(icon, "an icon is expected");
    assertThat(icon.width()).isEqualTo(best.asJsonObject().getInt("width"));
    assertThat(icon.height()).isEqualTo(best.asJsonObject().getInt("height"));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(icon.png()));
    if (best.asJsonObject().containsKey("pixels")) {
      for (JsonObject pixel :
          best.asJsonObject().getJsonArray("pixels").getValuesAs(JsonObject.class)) {
        assertPixel(image.getRGB(pixel.getInt("x"), pixel.getInt("y")), pixel);
      }
    }
  }

  private static void assertPixel(int argb, JsonObject pixel) {
    if (pixel.containsKey("alpha")) {
      assertThat(argb >>> 24).isEqualTo(pixel.getInt("alpha"));
    }
    if (pixel.containsKey("rgba")) {
      List<JsonNumber> rgba = pixel.getJsonArray("rgba").getValuesAs(JsonNumber.class);
      int[] seen = {argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, argb >>> 24};
      for (int i = 0; i < seen.length; i++) {
        assertThat(seen[i]).as(pixel.toString()).isCloseTo(rgba.get(i).intValue(), within(2));
      }
    }
  }
}
