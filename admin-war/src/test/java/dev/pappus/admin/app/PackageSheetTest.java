package dev.pappus.admin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.admin.app.PackageSheet.Fact;
import dev.pappus.shared.Platform;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PackageSheetTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  private static final Map<String, String> WORDS =
      Map.of(
          "warning.unsigned", "Unsigned: sign it.",
          "fact.label", "Name",
          "fact.abis", "Architectures");

  @Test
  void tellsWarningsAsSentencesAndFactsByTheirWords() {
    PackageSheet sheet =
        sheet("{'warnings':'unsigned','abis':'arm64-v8a,x86','label.zh-CN':'<b>'}");

    assertThat(sheet.warnings()).containsExactly("Unsigned: sign it.");
    assertThat(sheet.facts())
        .containsExactly(
            new Fact("Architectures", "arm64-v8a, x86"), new Fact("Name (zh-CN)", "<b>"));
  }

  @Test
  void showsWhatHasNoWordsByItsOwnName() {
    PackageSheet sheet = sheet("{'warnings':'unsigned,glows','colour':'green'}");

    assertThat(sheet.warnings()).containsExactly("Unsigned: sign it.", "glows");
    assertThat(sheet.facts()).containsExactly(new Fact("colour", "green"));
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
  void leavesCommasInNamesAlone() {
    assertThat(sheet("{'profileName':'Red,Green'}").facts())
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
    assertThat(sheet("{}").facts()).isEmpty();
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
