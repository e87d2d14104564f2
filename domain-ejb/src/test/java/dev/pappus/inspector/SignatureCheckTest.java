package dev.pappus.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.inspector.HeaderLines.Header;
import dev.pappus.inspector.SignatureCheck.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors are those of the Standard Webhooks libraries. */
class SignatureCheckTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String GOOD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final String GOOD_ED25519 =
      "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";

  /** Seed and public key of the vector, as libsodium keeps them. */
  private static final byte[] KEY_PAIR =
      Base64.getDecoder()
          .decode(
              "6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==");

  private static final Instant SENT = Instant.ofEpochSecond(1614265330);

  private static CapturedRequest request(String signature, String body, boolean cut) {
    return new CapturedRequest(
        "POST",
        "",
        "127.0.0.1",
        HeaderLines.of(
            List.of(
                new Header("Webhook-Id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
                new Header("webhook-timestamp", "1614265330"),
                new Header("webhook-signature", signature))),
        body.getBytes(StandardCharsets.UTF_8),
        cut);
  }

  private static CapturedRequest request(String signature) {
    return request(signature, "{\"test\": 2432232314}", false);
  }

  private static String publicKey() {
    return "whpk_" + Base64.getEncoder().encodeToString(Arrays.copyOfRange(KEY_PAIR, 32, 64));
  }

  @Test
  void findsARightSignatureAmongSeveral() {
    assertThat(SignatureCheck.check(request(GOOD), SENT, " " + SECRET + "\n"))
        .isEqualTo(Outcome.GOOD);
    assertThat(SignatureCheck.check(request("v1,AAAA " + GOOD_ED25519 + " " + GOOD), SENT, SECRET))
        .isEqualTo(Outcome.GOOD);
  }

  @Test
  void verifiesByAPublicKey() {
    assertThat(SignatureCheck.check(request(GOOD + " " + GOOD_ED25519), SENT, publicKey()))
        .isEqualTo(Outcome.GOOD);
    assertThat(
            SignatureCheck.check(
                request(GOOD_ED25519, "{\"test\": 2432232315}", false), SENT, publicKey()))
        .isEqualTo(Outcome.WRONG);
    assertThat(SignatureCheck.check(request("v1a,%%% v1a,AAAA"), SENT, publicKey()))
        .isEqualTo(Outcome.WRONG);
  }

  /** Not only the vector's. */
  @Test
  void verifiesWhatTheJdkSigned() throws Exception {
    byte[] seed = Arrays.copyOf(KEY_PAIR, 32);
    byte[] head = HexFormat.of().parseHex("302e020100300506032b657004220420");
    byte[] pkcs8 = Arrays.copyOf(head, head.length + seed.length);
    System.arraycopy(seed, 0, pkcs8, head.length, seed.length);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    signature.update(
        "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.other".getBytes(StandardCharsets.UTF_8));

    String header = "v1a," + Base64.getEncoder().encodeToString(signature.sign());

    assertThat(SignatureCheck.check(request(header, "other", false), SENT, publicKey()))
        .isEqualTo(Outcome.GOOD);
  }

  @Test
  void seesAnotherBody() {
    assertThat(SignatureCheck.check(request(GOOD, "{\"test\": 2432232315}", false), SENT, SECRET))
        .isEqualTo(Outcome.WRONG);
  }

  @Test
  void seesThatAReceiverWouldFindItTooOld() {
    assertThat(SignatureCheck.check(request(GOOD), SENT.plusSeconds(300), SECRET))
        .isEqualTo(Outcome.GOOD);
    assertThat(SignatureCheck.check(request(GOOD), SENT.plusSeconds(301), SECRET))
        .isEqualTo(Outcome.STALE);
    assertThat(SignatureCheck.check(request(GOOD), SENT.minusSeconds(301), SECRET))
        .isEqualTo(Outcome.STALE);
  }

  @Test
  void saysNothingOfABodyThatWasCut() {
    assertThat(SignatureCheck.check(request(GOOD, "{\"te", true), SENT, SECRET))
        .isEqualTo(Outcome.BODY_CUT);
  }

  @Test
  void findsNoSignatureOfTheKeysKind() {
    assertThat(SignatureCheck.check(request(GOOD), SENT, publicKey())).isEqualTo(Outcome.UNSIGNED);
    assertThat(SignatureCheck.check(request(""), SENT, SECRET)).isEqualTo(Outcome.UNSIGNED);
    CapturedRequest bare =
        new CapturedRequest("GET", "", "", HeaderLines.of(List.of()), new byte[0], false);
    assertThat(SignatureCheck.check(bare, SENT, SECRET)).isEqualTo(Outcome.UNSIGNED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "whsec_",
        "whsec_%%%",
        "whsec_AAAA",
        "whpk_",
        "whpk_%%%",
        "whpk_AAAA",
        "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
      })
  void doesNotReadAnythingElseAsAKey(String key) {
    assertThat(SignatureCheck.check(request(GOOD), SENT, key)).isEqualTo(Outcome.KEY_UNREADABLE);
  }
}
