package dev.pappus.webhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
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
            List.of(secret), null, id, timestamp, body.getBytes(StandardCharsets.UTF_8));

    assertThat(header).isEqualTo(expected);
  }

  @Test
  void isAcceptedByTwoPublicLibrariesUnderEitherSecretOfARotation() throws Exception {
    SigningSecret older = SigningSecret.of(SECRET);
    SigningSecret newer = SigningSecret.create(new SecureRandom());
    String body = "{\"notes\":\"修复\"}";
    long now = Clock.systemUTC().instant().getEpochSecond();

    String header =
        StandardSignature.header(
            List.of(newer, older),
            AsymmetricKey.create(),
            "evt_1",
            now,
            body.getBytes(StandardCharsets.UTF_8));

    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of("evt_1"),
            "webhook-timestamp", List.of(Long.toString(now)),
            "webhook-signature", List.of(header));
    for (SigningSecret secret : List.of(older, newer)) {
      new Webhook(secret.reveal()).verify(body, headers);
      new com.svix.Webhook(secret.reveal())
          .verify(body, java.net.http.HttpHeaders.of(headers, (name, value) -> true));
    }
  }

  @Test
  void equalsThePublishedVectorOfEd25519() {
    AsymmetricKey key =
        AsymmetricKey.of(
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicM"
                + "Fs6Kvg==");

    String header =
        StandardSignature.header(
            List.of(SigningSecret.of(SECRET)),
            key,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

    assertThat(header)
        .isEqualTo(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
                + " v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl"
                + "8EM+m7TBAg==");
  }

  /** As a receiver would, with the JDK alone. */
  @Test
  void canBeCheckedWithThePublicKey() throws GeneralSecurityException {
    AsymmetricKey key = AsymmetricKey.of(AsymmetricKey.create().reveal());

    String header =
        StandardSignature.header(List.of(), key, "evt_1", 7, "{}".getBytes(StandardCharsets.UTF_8));

    byte[] spki =
        HexFormat.of()
            .parseHex(
                "302a300506032b6570032100"
                    + HexFormat.of()
                        .formatHex(
                            Base64.getDecoder()
                                .decode(key.publicKey().substring("whpk_".length()))));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
    signature.update("evt_1.7.{}".getBytes(StandardCharsets.UTF_8));
    assertThat(signature.verify(Base64.getDecoder().decode(header.substring("v1a,".length()))))
        .isTrue();
  }

  @Test
  void neverPrintsAPrivateKey() {
    AsymmetricKey key = AsymmetricKey.create();

    String printed = key.toString();

    assertThat(printed).isEqualTo(key.publicKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whsk_", "whsk_AAAA", "whpk_AAAA", "whsk_***"})
  void refusesWhatIsNoPrivateKey(String text) {
    assertThatThrownBy(() -> AsymmetricKey.of(text)).isInstanceOf(IllegalArgumentException.class);
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
