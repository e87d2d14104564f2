package dev.pappus.account.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An OpenID provider that lets everybody in as the person that is set, and lies where it is told
 * to. It checks what a provider checks: the code, used once, its verifier, and the client's secret.
 */
public final class OpenIdStandIn implements AutoCloseable {
  public static final String CLIENT = "pappus";
  public static final String SECRET = "a secret: of the & client";

  private final HttpServer server;
  private final Clock clock;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

  /** Paths that were asked for, in order. */
  public final List<String> asked = new ArrayList<>();

  public RSAKey key = newKey("first");
  public String subject = "person-1";
  public String userinfoSubject = "person-1";
  public final Map<String, Object> person =
      new HashMap<>(Map.of("email", "Bob@example.com", "email_verified", true, "name", "Bob"));

  /** Whether the ID token has what userinfo has too. */
  public boolean tellsInToken = true;

  /** The last word on the claims of a token. */
  public Consumer<JWTClaimsSet.Builder> lie = claims -> {};

  public Function<JWTClaimsSet, String> signing = this::signed;

  /** The last word on the discovery document. */
  public Consumer<JsonObjectBuilder> document = json -> {};

  /** Answers of other statuses, or bodies, by path. */
  public final Map<String, String> broken = new HashMap<>();

  private interface Answer {
    void to(HttpExchange exchange) throws IOException, JOSEException;
  }

  /**
   * @param port 0 for any
   */
  public OpenIdStandIn(int port, Clock clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    on("/.well-known/openid-configuration", this::discovery);
    on("/authorize", this::authorize);
    on("/token", this::token);
    on("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    on("/userinfo", this::userinfo);
    on("/end", exchange -> answer(exchange, 200, "{}"));
    server.start();
  }

  private void on(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          asked.add(path);
          try (exchange) {
            if (broken.containsKey(path)) {
              answer(exchange, broken.get(path).isEmpty() ? 500 : 200, broken.get(path));
            } else {
              answer.to(exchange);
            }
          } catch (JOSEException e) {
            throw new IOException(e);
          }
        });
  }

  public static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void discovery(HttpExchange exchange) throws IOException {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("issuer", url())
            .add("authorization_endpoint", url() + "/authorize")
            .add("token_endpoint", url() + "/token")
            .add("jwks_uri", url() + "/keys")
            .add("userinfo_endpoint", url() + "/userinfo")
            .add("end_session_endpoint", url() + "/end");
    document.accept(json);
    answer(exchange, 200, json.build().toString());
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = decoded(exchange.getRequestURI().getRawQuery());
    exchange
        .getResponseHeaders()
        .add("Location", query.get("redirect_uri") + "?" + answer(exchange.getRequestURI()));
    exchange.sendResponseHeaders(303, -1);
  }

  /** What the browser brings back, as a query, from an address that it was sent to. */
  public String answer(URI authorization) {
    Map<String, String> query = decoded(authorization.getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, query);
    return "code=" + code + "&state=" + query.get("state");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        decoded(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> query = codes.remove(form.getOrDefault("code", ""));
    if (query == null
        || !challenge(form.getOrDefault("code_verifier", "")).equals(query.get("code_challenge"))
        || !form.getOrDefault("redirect_uri", "").equals(query.get("redirect_uri"))) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
    if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
        && !SECRET.equals(form.get("client_secret"))) {
      answer(exchange, 401, "{\"error\":\"invalid_client\"}");
      return;
    }
    Instant now = clock.instant();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(url())
            .subject(subject)
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", query.get("nonce"));
    if (tellsInToken) {
      person.forEach(claims::claim);
    }
    lie.accept(claims);
    answer(
        exchange,
        200,
        Json.createObjectBuilder()
            .add("access_token", "access")
            .add("token_type", "Bearer")
            .add("id_token", signing.apply(claims.build()))
            .build()
            .toString());
  }

  /** By the key of this moment. */
  public String signed(JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void userinfo(HttpExchange exchange) throws IOException {
    if (!"Bearer access".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{}");
      return;
    }
    Map<String, Object> all = new HashMap<>(person);
    all.put("sub", userinfoSubject);
    answer(exchange, 200, Json.createObjectBuilder(all).build().toString());
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** The members of a query or a form. */
  public static Map<String, String> decoded(String form) {
    return Arrays.stream(form.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
