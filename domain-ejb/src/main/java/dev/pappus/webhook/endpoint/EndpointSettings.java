package dev.pappus.webhook.endpoint;

import dev.pappus.shared.config.SecretSetting;
import dev.pappus.shared.net.Network;
import dev.pappus.shared.problem.DomainException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of the address guard. */
@ApplicationScoped
public class EndpointSettings {
  /** The name of {@link #allowedNetworks}, which a refusal tells. */
  public static final String ALLOWED_NETWORKS = "pappus.webhook.allowed-networks";

  /** The name of {@link #proxy}, which errors tell. */
  public static final String PROXY = "pappus.webhook.proxy";

  /**
   * Ranges that webhooks may point at although they are not public, in CIDR notation, separated by
   * commas: {@code 10.1.0.0/16,fd12:3456::/32}; administrators may open others in the console.
   * Default: none. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = ALLOWED_NETWORKS)
  Optional<String[]> allowedNetworks; // no List here: Payara cannot inject an Optional of a generic

  /**
   * URL of an HTTP proxy, {@code http://proxy.example.com:3128}, that all calls to endpoints go
   * through. It then looks names up and dials, so the guard judges names and literal addresses
   * only. Default: none. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = PROXY)
  Optional<String> proxy = Optional.empty();

  /** User at that proxy, where it asks for one (Basic authentication). Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.webhook.proxy-user")
  Optional<String> proxyUser = Optional.empty();

  /** Its password. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.webhook.proxy-password")
  Optional<String> proxyPassword = Optional.empty();

  /** A file that holds the password. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.webhook.proxy-password-file")
  Optional<String> proxyPasswordFile = Optional.empty();

  /** The opened ranges, as they are written. */
  public List<String> allowedNetworks() {
    return Stream.of(allowedNetworks.orElseGet(() -> new String[0]))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The opened ranges. */
  List<Network> networks() {
    return allowedNetworks().stream().map(EndpointSettings::network).toList();
  }

  /** The proxy of all calls; empty where they go out directly. */
  public Optional<EndpointProxy> proxy() {
    return proxy.map(String::strip).filter(text -> !text.isEmpty()).map(this::proxy);
  }

  private EndpointProxy proxy(String text) {
    EndpointUrl url;
    try {
      url = EndpointUrl.parse(text);
    } catch (DomainException e) {
      throw new IllegalStateException(PROXY + ": " + e.detail(), e);
    }
    String path = url.uri().getRawPath();
    if (url.tls() || !(path == null || path.isEmpty() || path.equals("/"))) {
      throw new IllegalStateException(PROXY + " is no URL like http://proxy.example.com:3128");
    }
    return new EndpointProxy(
        url.host(),
        url.port(),
        proxyUser.filter(user -> !user.isEmpty()).orElse(null),
        SecretSetting.read(proxyPassword, proxyPasswordFile).orElse(""));
  }

  /**
   * Reads all settings.
   *
   * @throws IllegalStateException with one clear line if a value is wrong
   */
  public void check() {
    networks();
    proxy();
  }

  private static Network network(String text) {
    return Network.parse(text)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    ALLOWED_NETWORKS + ": \"" + text + "\" is no network like 10.1.0.0/16"));
  }
}
