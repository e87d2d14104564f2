package dev.pappus.account.oidc;

import com.google.common.collect.ImmutableSet;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.pappus.account.ExternalPerson;
import dev.pappus.account.ExternalSettings;
import dev.pappus.account.ExternalSignInException;
import dev.pappus.secret.KeyRing;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The authorization code flow (OpenID Connect Core 1.0 §3.1) with PKCE (RFC 7636). Nothing is kept
 * here between its two halves: the browser keeps it, signed.
 */
@ApplicationScoped
public class OidcFlow {
  /** Where the provider leads back to, as it must be told it. */
  public static final String BACK = "/console/sign-in/back";

  /** How long somebody may take at the provider. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String SIGNED_OUT = "/console/sign-in.xhtml";
  private static final String PURPOSE = "oidc attempt 1";

  @Inject OidcSettings settings;
  @Inject ExternalSettings externalSettings;
  @Inject OidcProvider provider;
  @Inject ProviderCalls calls;
  @Inject KeyRing keys;
  @Inject PublicUrls urls;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * @param next where the person wants to go; "" for the first page
   * @throws ExternalSignInException {@code sign-in-unavailable}
   */
  public OidcBegun begin(String next) {
    OidcAttempt attempt = OidcAttempt.begin(random, next, clock.instant().plus(LIFETIME));
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", urls.of(BACK));
    query.put("scope", String.join(" ", settings.scopes()));
    query.put("state", attempt.state());
    query.put("nonce", attempt.nonce());
    query.put("code_challenge", attempt.challenge());
    query.put("code_challenge_method", "S256");
    return new OidcBegun(
        with(provider.metadata().authorizationEndpoint(), query),
        keys.sign(PURPOSE, attempt.write()));
  }

  /**
   * @throws ExternalSignInException {@code sign-in-answer-invalid}, {@code sign-in-declined},
   *     {@code sign-in-unavailable}
   */
  public OidcFinished finish(OidcReturn back) {
    OidcAttempt attempt = attempt(back.attempt());
    if (!IdTokenRules.same(attempt.state(), back.state())) {
      throw OidcProvider.invalid("the state is another");
    }
    OidcMetadata metadata = provider.metadata();
    if (back.issuer() != null && !metadata.issuer().equals(back.issuer())) {
      throw OidcProvider.invalid("it comes from another issuer");
    }
    if (back.error() != null) {
      throw ExternalSignInException.declined();
    }
    String code = back.code();
    if (code == null) {
      throw OidcProvider.invalid("it has no code");
    }
    JsonObject tokens = tokens(metadata, attempt, code);
    String idToken = tokens.getString("id_token", "");
    JWTClaimsSet claims = provider.signed(idToken);
    new IdTokenRules(metadata.issuer(), settings.clientId(), attempt.nonce())
        .check(claims, clock.instant());
    JsonObject told = JsonParts.read(claims.toString());
    return new OidcFinished(
        person(metadata, told, tokens.getString("access_token", "")), attempt.next(), idToken);
  }

  /** Where to sign out at the provider too; empty if nobody can, or it does not answer. */
  public Optional<URI> signOut(String idToken) {
    if (!settings.isOn()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(provider.metadata().endSessionEndpoint())
          .map(
              endpoint ->
                  with(
                      endpoint,
                      Map.of(
                          "id_token_hint",
                          idToken,
                          "client_id",
                          settings.clientId(),
                          "post_logout_redirect_uri",
                          urls.of(SIGNED_OUT))));
    } catch (ExternalSignInException unavailable) {
      // the session here has ended all the same
      return Optional.empty();
    }
  }

  private OidcAttempt attempt(@Nullable String signed) {
    OidcAttempt attempt =
        keys.verify(PURPOSE, signed == null ? "" : signed)
            .map(OidcAttempt::read)
            .orElseThrow(() -> OidcProvider.invalid("this browser has not begun it"));
    if (!clock.instant().isBefore(attempt.expires())) {
      throw OidcProvider.invalid("it was begun too long ago");
    }
    return attempt;
  }

  private JsonObject tokens(OidcMetadata metadata, OidcAttempt attempt, String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", urls.of(BACK));
    form.put("code_verifier", attempt.verifier());
    Map<String, String> headers = Map.of();
    Optional<String> secret = settings.clientSecret();
    if (secret.isPresent() && !metadata.secretInBody()) {
      headers = Map.of("Authorization", basic(settings.clientId(), secret.get()));
    } else {
      form.put("client_id", settings.clientId());
      secret.ifPresent(text -> form.put("client_secret", text));
    }
    return read(calls.post(metadata.tokenEndpoint(), headers, encoded(form)));
  }

  /** Both form-encoded before they are put together (RFC 6749 §2.3.1). */
  private static String basic(String id, String secret) {
    String both = encoded(id) + ":" + encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII));
  }

  private ExternalPerson person(OidcMetadata metadata, JsonObject told, String accessToken) {
    JsonObject claims = told;
    boolean lacks =
        !told.containsKey("email")
            || (externalSettings.readsGroups() && !told.containsKey(settings.groupsClaim()));
    URI userinfo = metadata.userinfoEndpoint();
    if (lacks && userinfo != null && !accessToken.isEmpty()) {
      JsonObject more = read(calls.get(userinfo, Map.of("Authorization", "Bearer " + accessToken)));
      if (!told.getString("sub").equals(more.getString("sub", ""))) {
        throw OidcProvider.invalid("the user info is of somebody else");
      }
      // what the token says, which is signed, goes first
      JsonObjectBuilder all = JsonParts.object();
      more.forEach(all::add);
      told.forEach(all::add);
      claims = all.build();
    }
    String email = text(claims, "email").toLowerCase(Locale.ROOT);
    return new ExternalPerson(
        metadata.issuer(),
        told.getString("sub"),
        email,
        claims.containsKey("email_verified")
            ? isTrue(claims.get("email_verified"))
            : settings.trustsAddress(),
        text(claims, "name"),
        groups(claims));
  }

  /** Some providers write it as a text. */
  private static boolean isTrue(@Nullable JsonValue value) {
    return JsonValue.TRUE.equals(value)
        || (value instanceof JsonString text && text.getString().equals("true"));
  }

  private static String text(JsonObject claims, String name) {
    return claims.get(name) instanceof JsonString text ? text.getString() : "";
  }

  private @Nullable ImmutableSet<String> groups(JsonObject claims) {
    String claim = settings.groupsClaim();
    // Entra leaves out what is too long for a token, and says where else it is (OpenID Connect Core
    // §5.6.2): that is not "none"
    boolean elsewhere =
        !claims.containsKey(claim)
            && claims.get("_claim_names") instanceof JsonObject names
            && names.containsKey(claim);
    return elsewhere ? null : groups(claims.get(claim));
  }

  private static ImmutableSet<String> groups(@Nullable JsonValue value) {
    if (value instanceof JsonString one) {
      return ImmutableSet.of(one.getString());
    }
    return value instanceof JsonArray array
        ? array.stream()
            .filter(JsonString.class::isInstance)
            .map(group -> ((JsonString) group).getString())
            .collect(ImmutableSet.toImmutableSet())
        : ImmutableSet.of();
  }

  private static JsonObject read(String text) {
    try {
      return JsonParts.read(text);
    } catch (JsonException | ClassCastException e) {
      throw OidcProvider.invalid(e.toString());
    }
  }

  private static URI with(URI endpoint, Map<String, String> query) {
    String mark = endpoint.getRawQuery() == null ? "?" : "&";
    return URI.create(endpoint + mark + encoded(query));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
