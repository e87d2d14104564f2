package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.Platform;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimumSystemTest {

  @ParameterizedTest
  @CsvSource({
    "ANDROID, 26, , Android 8.0 (API 26), 8.0",
    "ANDROID, 32, , Android 12L (API 32), 12",
    "ANDROID, 36, , Android 16 (API 36), 16",
    "ANDROID, 99, , Android API 99,",
    "ANDROID, Baklava, , Android Baklava,",
    "IOS, 15.0, , iOS 15.0, 15.0",
    "IOS, 8.1.3, , iOS 8.1.3, 8.1.3",
    "IOS, next, , iOS next,",
    "HARMONYOS, 50001013, , HarmonyOS 5.0.1 (API 13), 5.0.1",
    "HARMONYOS, 9, , HarmonyOS API 9,",
    "FILE, 12.0, macos, macOS 12.0, 12.0",
    "FILE, 10.0.17763.0, windows, Windows 10.0.17763.0,",
    "FILE, 3, , 3, 3"
  })
  void writesItAsPeopleDo(
      Platform platform,
      String declared,
      @Nullable String system,
      String words,
      @Nullable String version) {
    MinimumSystem minimum = MinimumSystem.of(platform, declared, system).orElseThrow();

    assertThat(minimum.words()).isEqualTo(words);
    assertThat(minimum.version().map(SystemVersion::toString).orElse(null)).isEqualTo(version);
  }

  @Test
  void isAbsentWhereThePackageDeclaresNone() {
    assertThat(MinimumSystem.of(Platform.ANDROID, null, null)).isEmpty();
    assertThat(MinimumSystem.of(Platform.IOS, "", null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "14.8, 15.0, true",
    "15.0, 15.0, false",
    "15.1, 15.0, false",
    "7.1.1, 8.0, true",
    "8, 8.1, false",
    "8.0.0, 8.1, true",
    "13.0.0, 13, false",
    "9, 10, true"
  })
  void comparesWhatBothTell(String told, String needed, boolean before) {
    assertThat(version(told).isBefore(version(needed))).isEqualTo(before);
  }

  @Test
  void takesNothingElseForAVersion() {
    for (String text : List.of("", ".", "1.", "a", "1.2.3.4.5", "12345", "-1", "12LL")) {
      assertThat(SystemVersion.of(text)).as(text).isEqualTo(Optional.empty());
    }
  }

  private static SystemVersion version(String text) {
    return SystemVersion.of(text).orElseThrow();
  }
}
