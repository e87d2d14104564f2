package dev.pappus.account.oidc;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a provider tells of itself (OpenID Connect Discovery 1.0 §3, RP-Initiated Logout 1.0 §2.1).
 *
 * @param issuer as it stands in every ID token
 * @param userinfoEndpoint null if it has none
 * @param endSessionEndpoint null if nobody can sign out there
 * @param secretInBody whether the client's secret goes into the form, since the provider takes it
 *     nowhere else
 */
record OidcMetadata(
    String issuer,
    URI authorizationEndpoint,
    URI tokenEndpoint,
    URI keys,
    @Nullable URI userinfoEndpoint,
    @Nullable URI endSessionEndpoint,
    boolean secretInBody) {

  /**
   * @throws IllegalArgumentException with one sentence about what is missing or wrong
   */
  static OidcMetadata read(JsonObject json, String expectedIssuer) {
    String issuer = json.getString("issuer", "");
    // some providers' issuers end in a slash, which the document's address swallows
    if (!issuer.equals(expectedIssuer) && !issuer.equals(expectedIssuer + "/")) {
      throw new IllegalArgumentException("the issuer is not " + expectedIssuer);
    }
    return new OidcMetadata(
        issuer,
        required(json, "authorization_endpoint"),
        required(json, "token_endpoint"),
        required(json, "jwks_uri"),
        endpoint(json, "userinfo_endpoint"),
        endpoint(json, "end_session_endpoint"),
        secretInBody(json));
  }

  /** The header is what every provider takes that does not say otherwise (§3). */
  private static boolean secretInBody(JsonObject json) {
    JsonValue methods = json.get("token_endpoint_auth_methods_supported");
    return methods instanceof JsonArray array
        && has(array, "client_secret_post")
        && !has(array, "client_secret_basic");
  }

  private static boolean has(JsonArray array, String text) {
    return array.stream()
        .anyMatch(value -> value instanceof JsonString name && name.getString().equals(text));
  }

  private static URI required(JsonObject json, String name) {
    URI endpoint = endpoint(json, name);
    if (endpoint == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return endpoint;
  }

  private static @Nullable URI endpoint(JsonObject json, String name) {
    String text = json.getString(name, "");
    if (text.isEmpty()) {
      return null;
    }
    URI url = URI.create(text);
    if (!ProviderCalls.isAllowed(url)) {
      throw new IllegalArgumentException(name + " is neither https nor of this machine");
    }
    return url;
  }
}
