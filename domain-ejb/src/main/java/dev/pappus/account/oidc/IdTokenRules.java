package dev.pappus.account.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.pappus.account.ExternalSignInException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of an ID token must say (OpenID Connect Core 1.0 §3.1.3.7).
 *
 * @param issuer the provider's
 * @param clientId what it knows us as
 * @param nonce what was asked with
 */
record IdTokenRules(String issuer, String clientId, String nonce) {
  /** How far apart the two clocks may be. */
  static final Duration SKEW = Duration.ofMinutes(1);

  /** A token is fetched at once; one from long ago was kept by somebody. */
  static final Duration OLDEST = Duration.ofMinutes(10);

  /** Of a subject (§2). */
  private static final int MAX_SUBJECT = 255;

  /**
   * @throws ExternalSignInException {@code sign-in-answer-invalid}
   */
  void check(JWTClaimsSet claims, Instant now) {
    require(issuer.equals(claims.getIssuer()), "it is of another issuer");
    List<String> audience = claims.getAudience();
    require(audience.contains(clientId), "it is for somebody else");
    String party = text(claims, "azp");
    require(party == null ? audience.size() == 1 : party.equals(clientId), "azp is another");
    Instant expires = instant(claims.getExpirationTime());
    require(expires != null && now.isBefore(expires.plus(SKEW)), "it has expired");
    Instant issued = instant(claims.getIssueTime());
    require(
        issued != null && !issued.isAfter(now.plus(SKEW)) && issued.isAfter(now.minus(OLDEST)),
        "it is not of now");
    Instant begins = instant(claims.getNotBeforeTime());
    require(begins == null || !begins.isAfter(now.plus(SKEW)), "it does not hold yet");
    require(same(nonce, text(claims, "nonce")), "the nonce is another");
    String subject = claims.getSubject();
    require(
        subject != null && !subject.isBlank() && subject.length() <= MAX_SUBJECT,
        "it has no subject");
  }

  /** Compared in a time that does not tell how much is right. */
  static boolean same(String expected, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String text(JWTClaimsSet claims, String name) {
    try {
      return claims.getStringClaim(name);
    } catch (ParseException e) {
      throw OidcProvider.invalid(e.toString());
    }
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw OidcProvider.invalid(otherwise);
    }
  }
}
