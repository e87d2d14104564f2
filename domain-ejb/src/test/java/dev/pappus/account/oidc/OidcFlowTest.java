package dev.pappus.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.pappus.account.ExternalPerson;
import dev.pappus.account.ExternalSettings;
import dev.pappus.account.ExternalSignInException;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.shared.url.PublicUrlsFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole flow against a provider that is there, and may lie. */
class OidcFlowTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final OidcSettings settings = new OidcSettings();
  private final OidcFlow flow = new OidcFlow();
  private OpenIdStandIn provider;

  @BeforeEach
  void start() throws IOException {
    provider = new OpenIdStandIn(0, clock);
    settings.discoveryUrl =
        Optional.of(URI.create(provider.url() + "/.well-known/openid-configuration"));
    settings.clientId = Optional.of(OpenIdStandIn.CLIENT);
    settings.clientSecret = Optional.of(OpenIdStandIn.SECRET);
    settings.timeout = Duration.ofSeconds(20);
    settings.check();
    ProviderCalls calls = Injection.wire(new ProviderCalls(), settings);
    ExternalSettings external = new ExternalSettings();
    Injection.wire(
        flow,
        settings,
        external,
        Injection.wire(new OidcProvider(), settings, calls, clock),
        calls,
        KeyRingFixture.of(1),
        PublicUrlsFixture.at("https://pappus.example.com"),
        clock);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  /** As the browser brings it back. */
  private static OidcReturn back(@Nullable String attempt, Map<String, String> query) {
    return new OidcReturn(
        attempt, query.get("state"), query.get("code"), query.get("iss"), query.get("error"));
  }

  private OidcReturn goThere() {
    OidcBegun begun = flow.begin("/console/webhook/team.xhtml");
    return back(begun.attempt(), OpenIdStandIn.decoded(provider.answer(begun.url())));
  }

  private ExternalPerson person() {
    return flow.finish(goThere()).person();
  }

  private void refuses(OidcReturn back, String code) {
    assertThatThrownBy(() -> flow.finish(back))
        .isInstanceOfSatisfying(
            ExternalSignInException.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private void refusesTheToken() {
    refuses(goThere(), "sign-in-answer-invalid");
  }

  @Test
  void comesBackWithThePersonAndTheWish() {
    OidcFinished finished = flow.finish(goThere());

    assertThat(finished.next()).isEqualTo("/console/webhook/team.xhtml");
    ExternalPerson person = finished.person();
    assertThat(person.issuer()).isEqualTo(provider.url());
    assertThat(person.subject()).isEqualTo("person-1");
    assertThat(person.email()).isEqualTo("bob@example.com");
    assertThat(person.emailVerified()).isTrue();
    assertThat(person.name()).isEqualTo("Bob");
    assertThat(provider.asked).doesNotContain("/userinfo");
  }

  @Test
  void asksByTheCodeFlowWithAChallengeAndSecretsOfItsOwn() {
    OidcBegun first = flow.begin("");
    OidcBegun second = flow.begin("");

    Map<String, String> query = OpenIdStandIn.decoded(first.url().getRawQuery());
    assertThat(first.url().toString()).startsWith(provider.url() + "/authorize?");
    assertThat(query)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "pappus")
        .containsEntry("scope", "openid email profile")
        .containsEntry("redirect_uri", "https://pappus.example.com/console/sign-in/back")
        .containsEntry("code_challenge_method", "S256");
    Map<String, String> other = OpenIdStandIn.decoded(second.url().getRawQuery());
    for (String secret : List.of("state", "nonce", "code_challenge")) {
      assertThat(query.get(secret)).hasSize(43).isNotEqualTo(other.get(secret));
    }
  }

  @Test
  void asksForWhatTheTokenDoesNotTell() {
    provider.tellsInToken = false;
    provider.person.put("groups", List.of("devs", "ops"));

    ExternalPerson person = person();

    assertThat(person.email()).isEqualTo("bob@example.com");
    assertThat(person.groups()).containsExactly("devs", "ops");
  }

  @Test
  void believesNoUserinfoOfSomebodyElse() {
    provider.tellsInToken = false;
    provider.userinfoSubject = "person-2";

    refusesTheToken();
  }

  @Test
  void readsGroupsFromTheClaimThatIsSet() {
    settings.groupsClaim = "roles";
    provider.person.put("roles", "devs");

    assertThat(person().groups()).containsExactly("devs");
  }

  @Test
  void groupsThatAreElsewhereAreNotNone() {
    assertThat(person().groups()).isEmpty();

    provider.person.put("_claim_names", Map.of("groups", "src1"));

    assertThat(person().groups()).isNull();
  }

  @Test
  void anAddressIsVerifiedOnlyIfTheProviderSaysSo() {
    provider.person.put("email_verified", false);
    assertThat(person().emailVerified()).isFalse();
    settings.trustAddress = true;
    assertThat(person().emailVerified()).as("it has said no").isFalse();
    provider.person.remove("email_verified");
    assertThat(person().emailVerified()).as("it has not said").isTrue();
    settings.trustAddress = false;
    assertThat(person().emailVerified()).isFalse();
    provider.person.put("email_verified", "true");
    assertThat(person().emailVerified()).isTrue();
  }

  @Test
  void sendsTheSecretInTheFormWhereTheProviderTakesItNowhereElse() {
    provider.document =
        json ->
            json.add(
                "token_endpoint_auth_methods_supported",
                jakarta.json.Json.createArrayBuilder().add("client_secret_post"));

    assertThat(person().subject()).isEqualTo("person-1");
  }

  // what comes back through the browser

  @Test
  void refusesAnotherState() {
    OidcReturn back = goThere();

    refuses(
        new OidcReturn(back.attempt(), "x" + back.state(), back.code(), null, null),
        "sign-in-answer-invalid");
    refuses(
        new OidcReturn(back.attempt(), null, back.code(), null, null), "sign-in-answer-invalid");
    refuses(new OidcReturn(back.attempt(), "", back.code(), null, null), "sign-in-answer-invalid");
  }

  /** Somebody makes a victim's browser go on with an answer of his own (RFC 6749 §10.12). */
  @Test
  void refusesAnAnswerThatThisBrowserHasNotAskedFor() {
    OidcReturn attackers = goThere();

    refuses(
        new OidcReturn(null, attackers.state(), attackers.code(), null, null),
        "sign-in-answer-invalid");
    refuses(
        new OidcReturn("x.y", attackers.state(), attackers.code(), null, null),
        "sign-in-answer-invalid");
    refuses(
        new OidcReturn(flow.begin("").attempt(), attackers.state(), attackers.code(), null, null),
        "sign-in-answer-invalid");
  }

  @Test
  void refusesACodeOfAnotherAttempt() {
    OidcReturn stolen = goThere();
    OidcReturn own = goThere();

    refuses(
        new OidcReturn(own.attempt(), own.state(), stolen.code(), null, null),
        "sign-in-answer-invalid");
  }

  @Test
  void refusesACodeThatWasUsed() {
    OidcReturn back = goThere();
    flow.finish(back);

    refuses(back, "sign-in-answer-invalid");
  }

  @Test
  void refusesAnAttemptOfLongAgo() {
    OidcReturn back = goThere();
    clock.advance(OidcFlow.LIFETIME);

    refuses(back, "sign-in-answer-invalid");
  }

  @Test
  void refusesAnAnswerOfAnotherProvider() {
    OidcReturn back = goThere();

    refuses(
        new OidcReturn(back.attempt(), back.state(), back.code(), "https://evil.example", null),
        "sign-in-answer-invalid");
    assertThat(provider.asked).doesNotContain("/token");
  }

  @Test
  void tellsThatTheProviderHasSaidNo() {
    OidcReturn back = goThere();

    refuses(
        new OidcReturn(back.attempt(), back.state(), null, null, "access_denied"),
        "sign-in-declined");
    refuses(
        new OidcReturn(back.attempt(), "x", null, null, "access_denied"), "sign-in-answer-invalid");
    refuses(
        new OidcReturn(back.attempt(), back.state(), null, null, null), "sign-in-answer-invalid");
  }

  // what a token says

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("another nonce", claims -> claims.claim("nonce", "x")),
        lie("no nonce", claims -> claims.claim("nonce", null)),
        lie("a nonce that is none", claims -> claims.claim("nonce", 5)),
        lie("for somebody else", claims -> claims.audience("another")),
        lie("for nobody", claims -> claims.audience((String) null)),
        lie("for two, and nobody says who asked", c -> c.audience(List.of("pappus", "another"))),
        lie(
            "for two, asked by the other",
            c -> c.audience(List.of("pappus", "another")).claim("azp", "another")),
        lie("asked by another", claims -> claims.claim("azp", "another")),
        lie("of another issuer", claims -> claims.issuer("https://evil.example")),
        lie("of no issuer", claims -> claims.issuer(null)),
        lie("expired", claims -> claims.expirationTime(at(Duration.ofMinutes(-1)))),
        lie("without an end", claims -> claims.expirationTime(null)),
        lie("of long ago", claims -> claims.issueTime(at(Duration.ofMinutes(-10)))),
        lie("of tomorrow", claims -> claims.issueTime(at(Duration.ofDays(1)))),
        lie("of no time", claims -> claims.issueTime(null)),
        lie("not yet", claims -> claims.notBeforeTime(at(Duration.ofDays(1)))),
        lie("of nobody", claims -> claims.subject(null)),
        lie("of a blank", claims -> claims.subject(" ")),
        lie("of somebody long", claims -> claims.subject("x".repeat(256))));
  }

  private static Arguments lie(String what, Consumer<JWTClaimsSet.Builder> lie) {
    return Arguments.of(what, lie);
  }

  private static Date at(Duration later) {
    return Date.from(NOW.plus(later));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void refusesATokenThatIs(String what, Consumer<JWTClaimsSet.Builder> lie) {
    provider.lie = lie;

    refusesTheToken();
  }

  @Test
  void takesATokenForTwoThatWasAskedForHere() {
    provider.lie = claims -> claims.audience(List.of("another", "pappus")).claim("azp", "pappus");

    assertThat(person().subject()).isEqualTo("person-1");
  }

  @Test
  void clocksMayBeAMinuteApart() {
    provider.lie =
        claims ->
            claims
                .issueTime(at(Duration.ofSeconds(59)))
                .notBeforeTime(at(Duration.ofSeconds(59)))
                .expirationTime(at(Duration.ofSeconds(-59)));

    assertThat(person().subject()).isEqualTo("person-1");
  }

  // who has signed it

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery("nobody", (provider, claims) -> new PlainJWT(claims).serialize()),
        forgery("the client's secret", (provider, claims) -> mac(claims, OpenIdStandIn.SECRET)),
        forgery(
            "the public key as a secret",
            (provider, claims) -> mac(claims, provider.key.toPublicJWK().toString())),
        forgery(
            "another key of the same name",
            (provider, claims) -> {
              RSAKey right = provider.key;
              provider.key = OpenIdStandIn.newKey("first");
              String token = provider.signed(claims);
              provider.key = right;
              return token;
            }),
        forgery(
            "a key that the token brings along",
            (provider, claims) -> {
              try {
                RSAKey own = OpenIdStandIn.newKey("own");
                SignedJWT token =
                    new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).build(),
                        claims);
                token.sign(new com.nimbusds.jose.crypto.RSASSASigner(own));
                return token.serialize();
              } catch (JOSEException e) {
                throw new IllegalStateException(e);
              }
            }),
        forgery(
            "the provider, and changed since",
            (provider, claims) -> {
              String[] parts = provider.signed(claims).split("\\.", -1);
              return parts[0] + "." + parts[1].substring(1) + "." + parts[2];
            }),
        forgery("a text", (provider, claims) -> "no token"),
        forgery("nothing", (provider, claims) -> ""));
  }

  private interface Forger {
    String sign(OpenIdStandIn provider, JWTClaimsSet claims);
  }

  private static Arguments forgery(String by, Forger forger) {
    return Arguments.of(by, forger);
  }

  private static String mac(JWTClaimsSet claims, String secret) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims);
      token.sign(
          new MACSigner(
              MessageDigest.getInstance("SHA-256")
                  .digest(secret.getBytes(StandardCharsets.UTF_8))));
      return token.serialize();
    } catch (JOSEException | java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void refusesATokenSignedBy(String by, Forger forger) {
    provider.signing = claims -> forger.sign(provider, claims);

    refusesTheToken();
  }

  @Test
  void takesAKeyOfAnotherKindToo() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
    provider.broken.put("/keys", "{\"keys\":[" + key.toPublicJWK() + "]}");
    provider.signing =
        claims -> {
          try {
            SignedJWT token =
                new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("curve").build(), claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
          } catch (JOSEException e) {
            throw new IllegalStateException(e);
          }
        };

    assertThat(person().subject()).isEqualTo("person-1");
  }

  @Test
  void readsTheKeysAgainWhenATokenNamesANewOne() {
    person();
    clock.advance(Duration.ofMinutes(1));
    provider.key = OpenIdStandIn.newKey("second");

    assertThat(person().subject()).isEqualTo("person-1");
    person();
    assertThat(provider.asked.stream().filter("/keys"::equals)).hasSize(2);
  }

  @Test
  void madeUpKeysDoNotMakeItAskEachTime() {
    person();
    RSAKey right = provider.key;
    provider.signing =
        claims -> {
          provider.key = OpenIdStandIn.newKey("made-up");
          String token = provider.signed(claims);
          provider.key = right;
          return token;
        };

    refusesTheToken();
    refusesTheToken();

    assertThat(provider.asked.stream().filter("/keys"::equals)).hasSize(1);
  }

  // a provider in trouble

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "[]", "{}", "{\"issuer\":5}"})
  void saysSoWhenTheDocumentCannotBeRead(String body) {
    provider.broken.put("/.well-known/openid-configuration", body);

    beginsNot();
    provider.broken.clear();
    assertThat(person().subject()).as("it is asked again").isEqualTo("person-1");
  }

  private void beginsNot() {
    assertThatThrownBy(() -> flow.begin(""))
        .isInstanceOfSatisfying(
            ExternalSignInException.class,
            problem -> assertThat(problem.code()).isEqualTo("sign-in-unavailable"));
  }

  @Test
  void believesNoDocumentOfAnotherIssuer() {
    provider.document = json -> json.add("issuer", "https://evil.example");

    beginsNot();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://keys.example.com/keys",
        "file:///etc/passwd",
        "ftp://127.0.0.1/keys",
        "https://user@keys.example.com/",
        "/keys",
        "http://127.0.0.1.evil.example/"
      })
  void goesNowhereInTheClear(String keys) {
    provider.document = json -> json.add("jwks_uri", keys);

    beginsNot();
  }

  @Test
  void followsNoRedirect() {
    provider.document = json -> json.add("token_endpoint", provider.url() + "/authorize");
    OidcReturn back = goThere();

    refuses(
        new OidcReturn(back.attempt(), back.state(), back.code(), null, null),
        "sign-in-unavailable");
  }

  @Test
  void readsNoMoreThanAProviderSends() {
    char[] much = new char[ProviderCalls.MAX_BYTES];
    Arrays.fill(much, ' ');
    provider.broken.put("/keys", "{\"keys\":[]}" + new String(much));

    refuses(goThere(), "sign-in-unavailable");
  }

  @Test
  void saysSoWhenTheClientIsUnknownThere() {
    settings.clientSecret = Optional.of("wrong");

    refuses(goThere(), "sign-in-unavailable");
  }

  @Test
  void saysSoWhenItDoesNotListen() {
    provider.close();

    beginsNot();
    assertThat(flow.signOut("token")).isEmpty();
  }

  @Test
  void signsOutThereToo() {
    URI there = flow.signOut("the.id.token").orElseThrow();

    assertThat(there.toString()).startsWith(provider.url() + "/end?");
    assertThat(OpenIdStandIn.decoded(there.getRawQuery()))
        .containsEntry("id_token_hint", "the.id.token")
        .containsEntry("client_id", "pappus")
        .containsEntry(
            "post_logout_redirect_uri", "https://pappus.example.com/console/sign-in.xhtml");
  }
}
