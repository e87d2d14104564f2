package dev.pappus.account.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.pappus.account.ExternalSignInException;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.log.LogLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The provider's document and keys, each read again after an hour; the keys also when a token names
 * one that is not among them, so that a provider may change them at any time.
 */
@ApplicationScoped
public class OidcProvider {
  private static final System.Logger LOG = System.getLogger(OidcProvider.class.getName());
  private static final Duration FRESH = Duration.ofHours(1);

  /** Tokens with made-up keys do not make us ask the provider for each. */
  private static final Duration KEYS_REST = Duration.ofSeconds(10);

  /**
   * What we check a signature of (RFC 7518 §3.1): with public keys alone. {@code none} is no
   * signature, and with {@code HS256} whoever knows the client's secret could make tokens.
   */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  @Inject OidcSettings settings;
  @Inject ProviderCalls calls;
  @Inject Clock clock;

  /** Without a lock: two who find it old both read it anew, and nobody waits for another's call. */
  private volatile @Nullable Kept<OidcMetadata> metadata;

  private volatile @Nullable Kept<JWKSet> keys;

  private record Kept<T>(T value, Instant at) {}

  /**
   * @throws ExternalSignInException {@code sign-in-unavailable}
   */
  OidcMetadata metadata() {
    Kept<OidcMetadata> kept = metadata;
    if (kept == null || isOlder(kept, FRESH)) {
      try {
        String text = calls.get(settings.discoveryUrl(), Map.of());
        kept =
            new Kept<>(OidcMetadata.read(JsonParts.read(text), settings.issuer()), clock.instant());
      } catch (JsonException | IllegalArgumentException | ClassCastException e) {
        throw unreadable("document", e);
      }
      metadata = kept;
    }
    return kept.value();
  }

  /**
   * The claims of an ID token whose signature is the provider's; what they say is judged by {@link
   * IdTokenRules}.
   *
   * @throws ExternalSignInException {@code sign-in-answer-invalid}, {@code sign-in-unavailable}
   */
  JWTClaimsSet signed(String idToken) {
    try {
      SignedJWT token = SignedJWT.parse(idToken);
      if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
        throw invalid("the algorithm " + token.getHeader().getAlgorithm() + " is not accepted");
      }
      if (!isSigned(token)) {
        throw invalid("no key of the provider has signed it");
      }
      return token.getJWTClaimsSet();
    } catch (ParseException | JOSEException e) {
      throw invalid(e.toString());
    }
  }

  private boolean isSigned(SignedJWT token) throws JOSEException {
    Kept<JWKSet> kept = keys;
    if (kept == null || isOlder(kept, FRESH)) {
      kept = readKeys();
    }
    List<JWK> fitting = fitting(kept.value(), token.getHeader());
    if (fitting.isEmpty() && isOlder(kept, KEYS_REST)) {
      fitting = fitting(readKeys().value(), token.getHeader());
    }
    for (JWK key : fitting) {
      JWSVerifier verifier =
          new DefaultJWSVerifierFactory()
              .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey());
      if (token.verify(verifier)) {
        return true;
      }
    }
    return false;
  }

  private static List<JWK> fitting(JWKSet keys, JWSHeader header) {
    return new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys);
  }

  private Kept<JWKSet> readKeys() {
    try {
      Kept<JWKSet> read =
          new Kept<>(JWKSet.parse(calls.get(metadata().keys(), Map.of())), clock.instant());
      keys = read;
      return read;
    } catch (ParseException e) {
      throw unreadable("keys", e);
    }
  }

  private boolean isOlder(Kept<?> kept, Duration age) {
    return !clock.instant().isBefore(kept.at().plus(age));
  }

  private static ExternalSignInException unreadable(String what, Exception why) {
    LOG.log(
        Level.WARNING,
        LogLine.of("oidc.provider-unreadable").with("what", what).with("why", why).toString());
    return ExternalSignInException.unavailable();
  }

  /** A token that is refused; the log says why, the person only that it was. */
  static ExternalSignInException invalid(String why) {
    LOG.log(Level.WARNING, LogLine.of("oidc.answer-invalid").with("why", why).toString());
    return ExternalSignInException.answerInvalid();
  }
}
