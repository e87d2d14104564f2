package dev.pappus.webhook.endpoint;

import dev.pappus.webhook.network.OpenNetworks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a webhook may be pointed at a URL. May wait for a name server. */
@ApplicationScoped
public class EndpointPolicy {
  @Inject AddressResolver resolver;
  @Inject OpenNetworks opened;

  /**
   * An endpoint that may be saved.
   *
   * @param warning why nothing may arrive there for now: its name does not resolve
   */
  public record AcceptedEndpoint(EndpointUrl url, Optional<String> warning) {}

  /**
   * Reads and judges a URL. A name that does not resolve is accepted: it may come to be later, and
   * is judged again at each attempt.
   *
   * @throws InvalidUrlException {@code url-invalid}
   * @throws UnsupportedSchemeException {@code url-scheme}
   * @throws ForbiddenEndpointException {@code url-address-refused}
   */
  public AcceptedEndpoint accept(@Nullable String text) {
    EndpointUrl url = EndpointUrl.parse(text);
    // what was opened or closed a moment ago, perhaps on another node, counts for who saves now
    opened.refresh();
    Resolution resolution = resolver.resolve(url, false);
    if (resolution instanceof Resolution.Refused refused) {
      throw new ForbiddenEndpointException(refused.reason());
    }
    if (resolution instanceof Resolution.Unresolved unresolved) {
      return new AcceptedEndpoint(url, Optional.of(unresolved.reason() + "."));
    }
    if (resolution instanceof Resolution.Unavailable unavailable) {
      return new AcceptedEndpoint(url, Optional.of(unavailable.reason() + "."));
    }
    return new AcceptedEndpoint(url, Optional.empty());
  }
}
