package dev.pappus.account.oidc;

import dev.pappus.shared.json.JsonParts;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * A sign-in that was begun, as the browser keeps it, signed, until it comes back. It may be read
 * there: none of it is a secret from the person whose browser it is.
 *
 * @param state comes back with the answer: it belongs to this browser (RFC 6749 §10.12)
 * @param nonce comes back in the token: that was made for this attempt
 * @param verifier goes with the code: nobody else can use that (RFC 7636)
 * @param next where the person wanted to go; "" for the first page
 */
record OidcAttempt(String state, String nonce, String verifier, String next, Instant expires) {
  private static final int RANDOM_BYTES = 32;

  static OidcAttempt begin(SecureRandom random, String next, Instant expires) {
    return new OidcAttempt(text(random), text(random), text(random), next, expires);
  }

  /** 256 bits, 43 characters of base64url: what RFC 7636 §4.1 asks of a verifier. */
  private static String text(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** By S256 (RFC 7636 §4.2). */
  String challenge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  String write() {
    return JsonParts.object()
        .add("state", state)
        .add("nonce", nonce)
        .add("verifier", verifier)
        .add("next", next)
        .add("expires", expires.getEpochSecond())
        .build()
        .toString();
  }

  static OidcAttempt read(String text) {
    JsonObject json = JsonParts.read(text);
    return new OidcAttempt(
        json.getString("state"),
        json.getString("nonce"),
        json.getString("verifier"),
        json.getString("next"),
        Instant.ofEpochSecond(json.getJsonNumber("expires").longValueExact()));
  }
}
