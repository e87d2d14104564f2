package dev.pappus.webhook.endpoint;

import dev.pappus.shared.net.Network;
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

  /**
   * Ranges that webhooks may point at although they are not public, in CIDR notation, separated by
   * commas: {@code 10.1.0.0/16,fd12:3456::/32}. Default: none. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = ALLOWED_NETWORKS)
  Optional<String[]> allowedNetworks; // no List here: Payara cannot inject an Optional of a generic

  /** The opened ranges. */
  List<Network> networks() {
    return Stream.of(allowedNetworks.orElseGet(() -> new String[0]))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(EndpointSettings::network)
        .toList();
  }

  /**
   * Reads all settings.
   *
   * @throws IllegalStateException with one clear line if a value is wrong
   */
  public void check() {
    networks();
  }

  private static Network network(String text) {
    return Network.parse(text)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    ALLOWED_NETWORKS + ": \"" + text + "\" is no network like 10.1.0.0/16"));
  }
}
