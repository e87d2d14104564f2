package dev.pappus.account.oidc;

import dev.pappus.shared.config.SecretSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The OpenID provider; a wrong value stops the deployment. */
@ApplicationScoped
public class OidcSettings {
  /** What follows the issuer in the address of the document (OpenID Connect Discovery 1.0 §4). */
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /**
   * Address of the provider's discovery document. Default none: there is no provider. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.account.oidc.discovery-url")
  Optional<URI> discoveryUrl = Optional.empty();

  /** What the provider knows this server as. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.oidc.client-id")
  Optional<String> clientId = Optional.empty();

  /** Its secret; none for a public client. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.oidc.client-secret")
  Optional<String> clientSecret = Optional.empty();

  /** A file that holds the secret. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.oidc.client-secret-file")
  Optional<String> clientSecretFile = Optional.empty();

  /** The provider's name on the button. Default its host. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.oidc.name")
  Optional<String> name = Optional.empty();

  /** What is asked for. Default openid,email,profile. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.oidc.scopes", defaultValue = "openid,email,profile")
  String[] scopes = {"openid", "email", "profile"};

  /** The claim that holds a person's groups. Default groups. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.oidc.groups-claim", defaultValue = "groups")
  String groupsClaim = "groups";

  /**
   * Whether an address counts as verified of which the provider does not say whether it is. Default
   * false. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.account.oidc.trust-address", defaultValue = "false")
  boolean trustAddress;

  /** Longest call to the provider. Default PT5S; at most PT1M. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.account.oidc.timeout", defaultValue = "PT5S")
  Duration timeout = Duration.ofSeconds(5);

  /**
   * @throws IllegalStateException with one sentence about the first wrong value
   */
  void check() {
    if (!isOn()) {
      return;
    }
    URI url = discoveryUrl();
    if (!ProviderCalls.isAllowed(url) || !url.getPath().endsWith(WELL_KNOWN)) {
      throw new IllegalStateException(
          "pappus.account.oidc.discovery-url is "
              + url
              + "; it must begin with https:// and end in "
              + WELL_KNOWN);
    }
    if (clientId.filter(id -> !id.isBlank()).isEmpty()) {
      throw new IllegalStateException(
          "pappus.account.oidc.discovery-url is set, pappus.account.oidc.client-id is not");
    }
    if (!scopes().contains("openid")) {
      throw new IllegalStateException(
          "pappus.account.oidc.scopes is " + scopes() + "; openid must be among them");
    }
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalStateException(
          "pappus.account.oidc.timeout is " + timeout + "; it must be at most " + LONGEST);
    }
    clientSecret();
  }

  public boolean isOn() {
    return discoveryUrl.isPresent();
  }

  URI discoveryUrl() {
    return discoveryUrl.orElseThrow();
  }

  /** Whose document it must be. */
  String issuer() {
    String url = discoveryUrl().toString();
    return url.substring(0, url.length() - WELL_KNOWN.length());
  }

  String clientId() {
    return clientId.orElseThrow();
  }

  Optional<String> clientSecret() {
    return SecretSetting.read(clientSecret, clientSecretFile);
  }

  /** The provider as people know it. */
  public String name() {
    return name.filter(text -> !text.isBlank()).orElseGet(() -> discoveryUrl().getHost());
  }

  List<String> scopes() {
    return List.of(scopes);
  }

  String groupsClaim() {
    return groupsClaim;
  }

  boolean trustsAddress() {
    return trustAddress;
  }

  Duration timeout() {
    return timeout;
  }
}
