package dev.pappus.rest.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.PackageWarning;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNoticesTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"test-only", "unsigned", "signature-invalid", "split", "split-required"})
  void tellsTestersWhyADeviceRefuses(String warning) {
    assertThat(english("{'warnings':'debuggable," + warning + "'}"))
        .singleElement()
        .isEqualTo(PageTemplates.labels(Locale.ENGLISH).get("package_" + warning));
    assertThat(chinese("{'warnings':'" + warning + "'}")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"debug", "development", "ad-hoc", "app-store"})
  void tellsOnWhichDevicesAProfileInstalls(String kind) {
    for (Locale language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(notices("{'profileKind':'" + kind + "'}", language).kind())
          .hasValue(PageTemplates.labels(language).get("profile_" + kind));
    }
  }

  @Test
  void tellsWhenAProfileEnds() {
    assertThat(english("{'profileExpires':'2026-05-04T10:00:00Z'}").get(0))
        .contains("expired on May 4, 2026");
    assertThat(english("{'profileExpires':'2026-06-03T10:00:00Z'}").get(0))
        .contains("expires on June 3, 2026");
    assertThat(english("{'profileExpires':'2026-06-03T10:00:01Z'}")).isEmpty();
    assertThat(chinese("{'profileExpires':'2020-01-02T00:00:00Z'}").get(0)).contains("2020年1月2日");
  }

  @Test
  void keepsStillWhereNothingStandsInTheWay() {
    assertThat(english("{}")).isEmpty();
    assertThat(english("{'warnings':'debuggable'}")).isEmpty();
    assertThat(notices("{'profileKind':'enterprise'}", Locale.ENGLISH).kind()).isEmpty();
  }

  @Test
  void namesTheProcessors() {
    assertThat(notices("{'abis':'arm64-v8a,x86'}", Locale.ENGLISH).processors())
        .isEqualTo("arm64-v8a, x86");
    assertThat(notices("{'archs':'x64'}", Locale.ENGLISH).processors()).isEqualTo("x64");
    assertThat(notices("{}", Locale.ENGLISH).processors()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PackageWarning.class)
  void hasWordsForEveryWarningThatConcernsTesters(PackageWarning warning) {
    String key = "package_" + warning.word();

    for (String file : List.of("labels.properties", "labels_zh_CN.properties")) {
      assertThat(PageTemplatesTest.ownWords(file).contains(key))
          .as(file)
          .isEqualTo(warning.isForTesters());
    }
  }

  @Test
  void hasNoWordsForWarningsThatNoReaderGives() {
    List<String> known =
        Arrays.stream(PackageWarning.values()).map(warning -> "package_" + warning.word()).toList();

    assertThat(PageTemplates.labels(Locale.ENGLISH).keySet())
        .filteredOn(key -> key.startsWith("package_"))
        .isSubsetOf(known);
  }

  @Test
  void knowsAnAppOf32BitsAlone() {
    assertThat(notices("{'archs':'armv7,armv7s'}", Locale.ENGLISH).isOnly32Bit()).isTrue();
    assertThat(notices("{'archs':'armv7,arm64'}", Locale.ENGLISH).isOnly32Bit()).isFalse();
    assertThat(notices("{}", Locale.ENGLISH).isOnly32Bit()).isFalse();
  }

  private static List<String> english(String facts) {
    return notices(facts, Locale.ENGLISH).sentences(NOW, ZoneOffset.UTC, Locale.ENGLISH);
  }

  private static List<String> chinese(String facts) {
    return notices(facts, Locale.SIMPLIFIED_CHINESE)
        .sentences(NOW, ZoneOffset.UTC, Locale.SIMPLIFIED_CHINESE);
  }

  private static PackageNotices notices(String facts, Locale language) {
    return new PackageNotices(facts.replace('\'', '"'), PageTemplates.labels(language));
  }
}
