package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatSettingsTest {

  @Test
  void takesItsOwnDefaults() {
    assertThatCode(new FormatSettings()::check).doesNotThrowAnyException();
  }

  @Test
  void namesTheSettingThatIsOutOfItsRange() {
    Map<String, Object> wrong =
        Map.ofEntries(
            Map.entry("max-entries", 0),
            Map.entry("max-name-bytes", 70_000),
            Map.entry("max-directory-bytes", 1),
            Map.entry("max-expanded-bytes", 1L),
            Map.entry("max-ratio", 1),
            Map.entry("ratio-free-bytes", -1L),
            Map.entry("max-manifest-bytes", 1),
            Map.entry("max-description-bytes", 1 << 30),
            Map.entry("max-resources-bytes", 1),
            Map.entry("max-depth", 1000),
            Map.entry("max-string-characters", 1),
            Map.entry("max-icon-files", 0),
            Map.entry("max-icon-bytes", 1),
            Map.entry("max-icon-pixels", Integer.MAX_VALUE),
            Map.entry("max-signing-block-bytes", 1),
            Map.entry("max-digest-bytes", 1L),
            Map.entry("timeout", Duration.ZERO),
            Map.entry("max-at-once", 0),
            Map.entry("longest-wait", Duration.ofDays(1)));

    wrong.forEach(
        (name, value) ->
            assertThatThrownBy(LimitsFixture.settings(name, value)::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pappus.format." + name + " is " + value));
  }

  @Test
  void givesLargeFilesMoreTime() {
    ArchiveLimits limits = ArchiveLimits.standard();

    assertThat(limits.timeFor(0)).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits.timeFor(256L << 20)).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits.timeFor(4L << 30)).isEqualTo(Duration.ofSeconds(160));
  }
}
