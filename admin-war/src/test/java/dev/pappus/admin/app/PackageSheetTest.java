package dev.pappus.admin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.admin.app.PackageSheet.Fact;
import dev.pappus.admin.app.PackageSheet.Group;
import dev.pappus.format.PackageFact;
import dev.pappus.shared.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackageSheetTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  private static final Map<String, String> WORDS =
      Map.of(
          "warning.unsigned", "Unsigned: sign it.",
          "group.system", "System and device",
          "value.true", "yes",
          "fact.label", "Name",
          "fact.abis", "Architectures");

  @Test
  void tellsWarningsAsSentencesAndFactsByTheirWords() {
    PackageSheet sheet =
        sheet("{'warnings':'unsigned','abis':'arm64-v8a,x86','label.zh-CN':'<b>'}");

    assertThat(sheet.warnings()).containsExactly("Unsigned: sign it.");
    assertThat(sheet.groups())
        .flatExtracting(Group::facts)
        .containsExactlyInAnyOrder(
            new Fact("Architectures", "arm64-v8a, x86"), new Fact("Name (zh-CN)", "<b>"));
  }

  @Test
  void groupsWhatBelongsTogetherInOneOrder() {
    PackageSheet sheet =
        sheet("{'urlSchemes':'x','signed':'true','abis':'x86','label.fr':'a','targetSdk':'9'}");

    assertThat(sheet.groups())
        .extracting(Group::name)
        .containsExactly("identity", "System and device", "signing", "links");
    assertThat(sheet.groups().get(1).facts())
        .containsExactly(new Fact("Architectures", "x86"), new Fact("targetSdk", "9"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WARNINGS")
  void hasAPlaceForEveryFactOfToday(PackageFact fact) {
    assertThat(sheet("{'" + fact.key() + "':'2026-05-04T10:00:00Z'}").groups())
        .extracting(Group::name)
        .hasSize(1)
        .doesNotContain("other");
  }

  @Test
  void showsWhatHasNoWordsByItsOwnName() {
    PackageSheet sheet = sheet("{'warnings':'unsigned,glows','colour':'green'}");

    assertThat(sheet.warnings()).containsExactly("Unsigned: sign it.", "glows");
    assertThat(sheet.groups())
        .containsExactly(new Group("other", List.of(new Fact("colour", "green"))));
  }

  @Test
  void looksAtAProfilesEndAgain() {
    assertThat(sheet("{'profileExpires':'2026-05-04T10:00:00Z'}").warnings())
        .containsExactly("expired-profile");
    assertThat(
            sheet("{'warnings':'expired-profile','profileExpires':'2020-01-01T00:00:00Z'}")
                .warnings())
        .containsExactly("expired-profile");
    assertThat(sheet("{'profileExpires':'2026-06-03T10:00:00Z'}").warnings())
        .containsExactly("profile-expires-soon");
    assertThat(sheet("{'profileExpires':'2026-06-03T10:00:01Z'}").warnings()).isEmpty();
  }

  @Test
  void saysYesForTrue() {
    assertThat(sheet("{'signed':'true','debuggable':'false'}").groups())
        .flatExtracting(Group::facts)
        .containsExactly(new Fact("signed", "yes"), new Fact("debuggable", "false"));
  }

  @Test
  void leavesCommasInNamesAlone() {
    assertThat(sheet("{'profileName':'Red,Green'}").groups())
        .flatExtracting(Group::facts)
        .containsExactly(new Fact("profileName", "Red,Green"));
  }

  @Test
  void namesTheOldestSystemAsPeopleDo() {
    assertThat(sheet(Platform.ANDROID, "26", "{}").minimum()).isEqualTo("Android 8.0 (API 26)");
    assertThat(sheet(Platform.FILE, "12.0", "{'system':'macos'}").minimum())
        .isEqualTo("macOS 12.0");
    assertThat(sheet(Platform.IOS, null, "{}").minimum()).isEmpty();
  }

  @Test
  void isEmptyForAFileThatIsNoPackage() {
    assertThat(sheet("{}")).isEqualTo(sheet("{ }"));
    assertThat(sheet("{}").groups()).isEmpty();
  }

  private static PackageSheet sheet(String json) {
    return sheet(Platform.IOS, null, json);
  }

  private static PackageSheet sheet(Platform platform, @Nullable String minimumOs, String json) {
    return PackageSheet.of(
        platform,
        minimumOs,
        json.replace('\'', '"'),
        (key, otherwise) -> WORDS.getOrDefault(key, otherwise),
        NOW);
  }
}
