package dev.pappus.webhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardSignatureTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "msg_p5jXN8AQM9LWM0D4loKWxJek|1614265330|{\"test\": 2432232314}"
            + "|v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "msg_test0001|1444361118|{\"action\":\"App Update\",\"title\":\"OooPlay\","
            + "\"type\":\"updateVersion\",\"timestamp\":1444361118,"
            + "\"notes\":\"修复了一些小弱智的小bug\"}"
            + "|v1,mKWCxsG1eVG6jEIXnooy46NiFe/JhkH3PX0NDNeZfr4="
      })
  void equalsThePublishedVectors(String id, long timestamp, String body, String expected) {
    SigningSecret secret = SigningSecret.of(SECRET);

    String header =
        StandardSignature.header(
            List.of(secret), id, timestamp, body.getBytes(StandardCharsets.UTF_8));

    assertThat(header).isEqualTo(expected);
  }

  @Test
  void isAcceptedByThePublicLibraryUnderEitherSecretOfARotation() throws Exception {
    SigningSecret older = SigningSecret.of(SECRET);
    SigningSecret newer = SigningSecret.create(new SecureRandom());
    String body = "{\"notes\":\"修复\"}";
    long now = Clock.systemUTC().instant().getEpochSecond();

    String header =
        StandardSignature.header(
            List.of(newer, older), "evt_1", now, body.getBytes(StandardCharsets.UTF_8));

    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of("evt_1"),
            "webhook-timestamp", List.of(Long.toString(now)),
            "webhook-signature", List.of(header));
    new Webhook(older.reveal()).verify(body, headers);
    new Webhook(newer.reveal()).verify(body, headers);
  }

  @Test
  void neverPrintsASecret() {
    SigningSecret secret = SigningSecret.create(new SecureRandom());

    String printed = secret.toString();

    assertThat(printed).isEqualTo("whsec_…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_***"})
  void refusesWhatIsNoSecret(String text) {
    assertThatThrownBy(() -> SigningSecret.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
