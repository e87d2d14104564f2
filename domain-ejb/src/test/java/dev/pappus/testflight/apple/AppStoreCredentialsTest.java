package dev.pappus.testflight.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.json.JsonParts;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppStoreCredentialsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
  private static final String ISSUER = "57246542-96fe-1a63-e053-0824d011072a";

  private final KeyPair pair = AppleFixture.keyPair();

  private String token() {
    return new AppStoreCredentials(
            ISSUER, "2X9R4HXF34", AppStorePrivateKey.parse(AppleFixture.p8(pair)))
        .token(NOW);
  }

  private static JsonObject json(String part) {
    return JsonParts.read(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  @Test
  void saysWhatAppleAsksForAndHoldsForTenMinutes() {
    String[] parts = token().split("\\.", -1);

    assertThat(parts).hasSize(3);
    assertThat(json(parts[0]))
        .isEqualTo(JsonParts.read("{\"alg\":\"ES256\",\"kid\":\"2X9R4HXF34\",\"typ\":\"JWT\"}"));
    assertThat(json(parts[1]))
        .isEqualTo(
            JsonParts.read(
                "{\"iss\":\""
                    + ISSUER
                    + "\",\"iat\":1795946400,\"exp\":1795947000,\"aud\":\"appstoreconnect-v1\"}"));
  }

  @Test
  void isSignedInTheFormOfJoseSoThatThePublicKeyVerifiesIt() throws Exception {
    String token = token();
    int dot = token.lastIndexOf('.');
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(pair.getPublic());
    verifier.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));

    assertThat(signature).hasSize(64);
    assertThat(verifier.verify(signature)).isTrue();
  }

  @Test
  void theKeyComesBackFromWhatIsSealed() {
    AppStorePrivateKey key = AppStorePrivateKey.parse(AppleFixture.p8(pair));

    assertThat(AppStorePrivateKey.parse(key.reveal()).reveal()).isEqualTo(key.reveal());
    assertThat(Base64.getDecoder().decode(key.reveal())).isEqualTo(pair.getPrivate().getEncoded());
  }

  @Test
  void readsAFileWithTheLineEndsOfWindows() {
    String windows = AppleFixture.p8(pair).replace("\n", "\r\n");

    assertThat(AppStorePrivateKey.parse(windows).reveal())
        .isEqualTo(AppStorePrivateKey.parse(AppleFixture.p8(pair)).reveal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp384r1", "secp521r1"})
  void refusesOtherCurves(String curve) {
    assertThatThrownBy(() -> AppStorePrivateKey.parse(AppleFixture.p8(AppleFixture.keyPair(curve))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesOtherKeysAndWhatIsNoKey() throws Exception {
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String publicKey =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----";
    String cut = AppleFixture.p8(pair).substring(0, 100) + "\n-----END PRIVATE KEY-----";

    for (String text : new String[] {AppleFixture.p8(rsa), publicKey, cut, "", "p8", "\u0000"}) {
      assertThatThrownBy(() -> AppStorePrivateKey.parse(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void printsNothingSecret() {
    AppStorePrivateKey key = AppStorePrivateKey.parse(AppleFixture.p8(pair));

    assertThat(new AppStoreCredentials(ISSUER, "2X9R4HXF34", key).toString())
        .isEqualTo("key 2X9R4HXF34 of " + ISSUER);
  }
}
