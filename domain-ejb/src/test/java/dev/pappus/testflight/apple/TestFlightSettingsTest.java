package dev.pappus.testflight.apple;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestFlightSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.appstoreconnect.apple.com",
        "https://gateway.example.com/apple",
        "http://127.0.0.1:18670",
        "http://[::1]:18670"
      })
  void takesHttpsAndAStandInOnThisMachine(String url) {
    assertThatCode(() -> AppleFixture.settings(url).check()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api.appstoreconnect.apple.com",
        "http://api.appstoreconnect.apple.com",
        "http://localhost:18670",
        "https://api.appstoreconnect.apple.com/",
        "https://api.appstoreconnect.apple.com?x",
        "https://user@api.appstoreconnect.apple.com",
        "ftp://127.0.0.1",
        "https://a b"
      })
  void refusesTheRest(String url) {
    assertThatThrownBy(() -> AppleFixture.settings(url).check())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pappus.testflight.base-url");
  }
}
