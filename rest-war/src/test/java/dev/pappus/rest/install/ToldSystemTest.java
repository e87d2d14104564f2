package dev.pappus.rest.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.MinimumSystem;
import dev.pappus.shared.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToldSystemTest {
  private static final String CHROME = "Mozilla/5.0 (Linux; Android 10; K) Chrome/124.0.0.0 Mobile";

  @ParameterizedTest
  @CsvSource({
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X), 17.5",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8_3 like Mac OS X), 15.8.3",
    "Mozilla/5.0 (iPad; CPU OS 9_3_5 like Mac OS X), 9.3.5",
    "Mozilla/5.0 (Linux; Android 7.1.1; Moto G), 7.1.1",
    "Mozilla/5.0 (Linux; Android 13; Pixel 7), 13",
    "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0, 14",
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1.6.1 Mobile, 5.0",
    "Mozilla/5.0 (Phone; OpenHarmony 5.0; HarmonyOS 5.0) ArkWeb/4.1.6.1 Mobile, 5.0"
  })
  void believesAVersion(String userAgent, String version) {
    assertThat(told(userAgent)).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/26.0 Mobile/15E148",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) Version/26.3 Mobile/15E148",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15",
        CHROME,
        "Mozilla/5.0 (Android 10; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0",
        "Mozilla/5.0 (Linux; Android 10; HarmonyOS; NOH-AN00) Mobile",
        "Mozilla/5.0 (Linux; Android; Mobile)",
        "Android 99999999999999999999;",
        "iPhone OS 99999_1 like Mac OS X",
        "curl/8.5.0",
        ""
      })
  void doesNotBelieveWhatBrowsersFroze(String userAgent) {
    assertThat(told(userAgent)).isNull();
  }

  @Test
  void believesTheHintThatItAskedFor() {
    assertThat(told(CHROME, "\"Android\"", "\"8.1.0\"")).isEqualTo("8.1.0");
    assertThat(told(CHROME, "\"Android\"", "\"10\"")).isEqualTo("10");
    assertThat(told(CHROME, "\"Android\"", "\"\"")).isNull();
    assertThat(told(CHROME, "\"Android\"", "junk")).isNull();
    assertThat(told(CHROME, "\"Linux\"", "\"6.1.0\"")).isNull();
    assertThat(told("Mozilla/5.0 (Windows NT 10.0)", "\"Windows\"", "\"15.0.0\"")).isNull();
  }

  @Test
  void isTooOldOnlyForAnAppOfItsOwnSystem() {
    ToldSystem old = ToldSystem.of("Mozilla/5.0 (Linux; Android 7.1.1; Moto G)", null, null);

    assertThat(old.isTooOldFor(Platform.ANDROID, needs(Platform.ANDROID, "26"))).isTrue();
    assertThat(old.isTooOldFor(Platform.ANDROID, needs(Platform.ANDROID, "24"))).isFalse();
    assertThat(old.isTooOldFor(Platform.ANDROID, needs(Platform.ANDROID, "99"))).isFalse();
    assertThat(old.isTooOldFor(Platform.IOS, needs(Platform.IOS, "15.0"))).isFalse();
    assertThat(
            ToldSystem.of(CHROME, null, null)
                .isTooOldFor(Platform.ANDROID, needs(Platform.ANDROID, "36")))
        .isFalse();
  }

  @Test
  void knowsThatLaterIosRunsNoAppOf32Bits() {
    assertThat(ToldSystem.runsOnly64Bit("(iPhone; CPU iPhone OS 18_6 like Mac OS X)")).isTrue();
    assertThat(ToldSystem.runsOnly64Bit("(iPhone; CPU iPhone OS 10_3_3 like Mac OS X)")).isFalse();
    assertThat(ToldSystem.runsOnly64Bit(CHROME)).isFalse();
  }

  private static MinimumSystem needs(Platform platform, String declared) {
    return MinimumSystem.of(platform, declared, null).orElseThrow();
  }

  private static @Nullable String told(String userAgent) {
    return told(userAgent, null, null);
  }

  private static @Nullable String told(
      String userAgent, @Nullable String platformHint, @Nullable String versionHint) {
    return ToldSystem.of(userAgent, platformHint, versionHint)
        .version()
        .map(Object::toString)
        .orElse(null);
  }
}
