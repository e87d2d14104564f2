package dev.pappus.format.ipa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.SharedFixtures;
import dev.pappus.format.SharedFixtures.Expected;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The profiles of {@code shared/fixtures} that lie there without an app. Their contents belong to
 * their publishers, so a failure here tells which member differs and not what it is.
 */
class FixtureProfilesTest {

  static List<Expected> good() {
    return SharedFixtures.all(file -> file.startsWith("good/profile/"));
  }

  static List<Expected> bad() {
    return SharedFixtures.all(file -> file.startsWith("bad/") && file.endsWith(".mobileprovision"));
  }

  @Test
  void hasFixturesToRead() {
    SharedFixtures.assumePresent();

    assertThat(good()).hasSizeGreaterThan(8);
    assertThat(bad()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("good")
  void readsAGoodProfile(Expected expected) throws IOException {
    Optional<ProvisioningProfile> read =
        ProvisioningProfile.parse(Files.readAllBytes(expected.path()), ArchiveLimits.standard());

    JsonObject expect = expected.expect();
    if (!expect.getBoolean("readable")) {
      // One has a damaged certificate, which we do not look at: either will do.
      return;
    }
    ProvisioningProfile profile = read.orElseThrow();
    assertSame(expect, "type", profile.kind().wireName());
    assertSame(expect, "name", profile.name());
    assertSame(expect, "teamId", profile.teamId());
    assertSame(expect, "teamName", profile.teamName());
    assertSame(expect, "expires", Objects.toString(profile.expires()));
    Integer devices =
        expect.get("deviceCount") instanceof JsonNumber count ? count.intValue() : null;
    assertThat(profile.devices().map(List::size).orElse(null)).isEqualTo(devices);
    assertThat(
            profile.entitlements().contains("aps-environment")
                || profile.entitlements().contains("com.apple.developer.aps-environment"))
        .isEqualTo(expect.get("apsEnvironment") != JsonValue.NULL);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("bad")
  void takesNothingFromABadProfile(Expected expected) throws IOException {
    assertThat(
            ProvisioningProfile.parse(Files.readAllBytes(expected.path()), ArchiveLimits.standard())
                .isPresent())
        .isFalse();
  }

  private static void assertSame(JsonObject expect, String key, @Nullable String actual) {
    JsonValue value = Objects.requireNonNull(expect.get(key), key);
    String wanted = value == JsonValue.NULL ? null : SharedFixtures.text(value);
    assertThat(Objects.equals(actual, wanted)).as(key).isTrue();
  }
}
