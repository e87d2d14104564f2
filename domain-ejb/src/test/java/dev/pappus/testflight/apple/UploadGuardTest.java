package dev.pappus.testflight.apple;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.webhook.endpoint.FakeHostLookup;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadGuardTest {
  private static final URI APPLE = URI.create("https://api.appstoreconnect.apple.com");

  private final FakeHostLookup names =
      new FakeHostLookup()
          .host("store-1.blobstore.apple.com", "17.0.0.1")
          .host("inside.example.com", "10.0.0.7")
          .silent("silent.example.com");
  private final UploadGuard guard = AppleFixture.guard(APPLE, names, Clock.systemUTC());

  private static UploadPart at(String url) {
    return new UploadPart("PUT", URI.create(url), 0, 1, Map.of());
  }

  @Test
  void takesPublicAddressesHoweverLongTheyAre() {
    String url = "https://store-1.blobstore.apple.com/a%2Fb?Signature=" + "x".repeat(5000);

    assertThatCode(() -> guard.require(at(url))).doesNotThrowAnyException();
  }

  @Test
  void takesTheServerThatNamedIt() {
    UploadGuard standIn =
        AppleFixture.guard(URI.create("http://127.0.0.1:18670"), names, Clock.systemUTC());

    assertThatCode(() -> standIn.require(at("http://127.0.0.1:18670/parts/1")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> standIn.require(at("http://127.0.0.1:18671/parts/1")))
        .isInstanceOf(AppleRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://store-1.blobstore.apple.com/x",
        "file:///etc/passwd",
        "https://inside.example.com/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest",
        "https://apple.com@inside.example.com/x",
        "https://2130706433/x",
        "//store-1.blobstore.apple.com/x",
        "x"
      })
  void refusesWhatIsNotPublicOrNotHttps(String url) {
    assertThatThrownBy(() -> guard.require(at(url))).isInstanceOf(AppleRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://silent.example.com/x", "https://no-such.example.com/x"})
  void triesAgainLaterWhatCannotBeLookedUp(String url) {
    assertThatThrownBy(() -> guard.require(at(url))).isInstanceOf(AppleUnavailableException.class);
  }
}
