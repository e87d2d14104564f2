package dev.pappus.inspector;

import dev.pappus.webhook.signing.SigningSecret;
import dev.pappus.webhook.signing.StandardSignature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Checks a captured request as a receiver would, by Standard Webhooks 1.0: {@code v1} with a secret
 * {@code whsec_…}, {@code v1a} with a public key {@code whpk_…}. Pure; keeps nothing of the key.
 */
public final class SignatureCheck {
  private static final String PUBLIC_KEY = "whpk_";
  private static final int KEY_BYTES = 32;

  /** What the libraries of Standard Webhooks tolerate. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** RFC 8410 §4: the SubjectPublicKeyInfo of an Ed25519 key, up to the key's 32 bytes. */
  private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private SignatureCheck() {}

  /** What the check came to. */
  public enum Outcome {
    /** One of the signatures is right. */
    GOOD,
    /** One is right, but the timestamp lies too far from the arrival: receivers refuse it. */
    STALE,
    /** There are signatures, and none fits the key. */
    WRONG,
    /** One of the three headers is missing, or there is no signature of the key's kind. */
    UNSIGNED,
    /** The bin kept only the beginning of the body: nothing can be said. */
    BODY_CUT,
    /** What was pasted is neither a secret nor a public key. */
    KEY_UNREADABLE
  }

  /**
   * Checks a request.
   *
   * @param key {@code whsec_…} or {@code whpk_…}, blanks around it ignored
   */
  public static Outcome check(CapturedRequest request, Instant receivedAt, String key) {
    String given = key.strip();
    String id = request.headers().first("webhook-id");
    String timestamp = request.headers().first("webhook-timestamp");
    List<String> signatures = List.of(request.headers().first("webhook-signature").split(" ", -1));
    boolean asymmetric = given.startsWith(PUBLIC_KEY);
    String version = asymmetric ? "v1a," : "v1,";
    try {
      Verifier verifier = asymmetric ? publicKey(given) : secret(given);
      if (id.isEmpty()
          || !timestamp.matches("[0-9]{1,12}")
          || signatures.stream().noneMatch(signature -> signature.startsWith(version))) {
        return Outcome.UNSIGNED;
      }
      if (request.bodyCut()) {
        return Outcome.BODY_CUT;
      }
      long seconds = Long.parseLong(timestamp);
      boolean good = false;
      for (String signature : signatures) {
        good |= verifier.fits(signature, id, seconds, request.body());
      }
      if (!good) {
        return Outcome.WRONG;
      }
      Duration skew = Duration.between(Instant.ofEpochSecond(seconds), receivedAt).abs();
      return skew.compareTo(TOLERANCE) > 0 ? Outcome.STALE : Outcome.GOOD;
    } catch (IllegalArgumentException | GeneralSecurityException unreadable) {
      return Outcome.KEY_UNREADABLE;
    }
  }

  private interface Verifier {
    boolean fits(String signature, String id, long timestamp, byte[] body)
        throws GeneralSecurityException;
  }

  private static Verifier secret(String text) {
    SigningSecret secret = SigningSecret.of(text);
    return (signature, id, timestamp, body) ->
        MessageDigest.isEqual(
            StandardSignature.header(List.of(secret), null, id, timestamp, body)
                .getBytes(StandardCharsets.UTF_8),
            signature.getBytes(StandardCharsets.UTF_8));
  }

  private static Verifier publicKey(String text) throws GeneralSecurityException {
    byte[] bytes = Base64.getDecoder().decode(text.substring(PUBLIC_KEY.length()));
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("An Ed25519 key has 32 bytes");
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.writeBytes(ED25519_HEAD);
    encoded.writeBytes(bytes);
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    return (signature, id, timestamp, body) ->
        signature.startsWith("v1a,")
            && verify(key, decoded(signature.substring("v1a,".length())), id, timestamp, body);
  }

  /** The bytes of a signature; one that is no base64 is simply not right. */
  private static byte[] decoded(String signature) {
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private static boolean verify(
      PublicKey key, byte[] signature, String id, long timestamp, byte[] body)
      throws GeneralSecurityException {
    if (signature.length != 2 * KEY_BYTES) {
      return false;
    }
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(key);
    ed25519.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    ed25519.update(body);
    return ed25519.verify(signature);
  }
}
