package dev.pappus.testflight.apple;

import dev.pappus.shared.json.JsonParts;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * What proves to Apple who calls: the three parts of a team key.
 *
 * @param issuerId a UUID as App Store Connect shows it
 * @param keyId the key's id there
 */
public record AppStoreCredentials(String issuerId, String keyId, AppStorePrivateKey privateKey) {

  /** "Generating Tokens for API Requests": at most 20 minutes for calls that change something. */
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final String AUDIENCE = "appstoreconnect-v1";

  /**
   * A JSON Web Token (RFC 7519) that holds for {@link #LIFE}, by "Generating Tokens for API
   * Requests".
   */
  public String token(Instant now) {
    JsonObject header =
        JsonParts.object().add("alg", "ES256").add("kid", keyId).add("typ", "JWT").build();
    JsonObject claims =
        JsonParts.object()
            .add("iss", issuerId)
            .add("iat", now.getEpochSecond())
            .add("exp", now.plus(LIFE).getEpochSecond())
            .add("aud", AUDIENCE)
            .build();
    String signed = base64(header) + "." + base64(claims);
    return signed
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(privateKey.sign(signed));
  }

  private static String base64(JsonObject json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Without the private key. */
  @Override
  public String toString() {
    return "key " + keyId + " of " + issuerId;
  }
}
