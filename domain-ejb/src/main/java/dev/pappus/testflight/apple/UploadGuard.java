package dev.pappus.testflight.apple;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.endpoint.AddressResolver;
import dev.pappus.webhook.endpoint.EndpointUrl;
import dev.pappus.webhook.endpoint.Resolution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;

/**
 * Where parts of a file may be sent: Apple names the addresses, so they are https and lead to what
 * webhooks may be sent to, or to the very server that named them. The address that was looked up is
 * not the one that is dialled, a moment later; that it is the right host, its certificate shows.
 */
@ApplicationScoped
public class UploadGuard {
  @Inject AddressResolver resolver;
  @Inject TestFlightSettings settings;

  /**
   * @throws AppleRefusedException if nothing may be sent there
   * @throws AppleUnavailableException if the name cannot be looked up now
   */
  void require(UploadPart part) {
    URI uri = part.uri();
    if (isNamer(uri)) {
      return;
    }
    Resolution resolution = resolver.resolve(host(uri), true);
    if (resolution instanceof Resolution.Refused refused) {
      throw new AppleRefusedException("Apple named an upload address: " + refused.reason() + ".");
    }
    if (resolution instanceof Resolution.Unresolved unresolved) {
      throw new AppleUnavailableException(unresolved.reason() + ".");
    }
    if (resolution instanceof Resolution.Unavailable unavailable) {
      throw new AppleUnavailableException(unavailable.reason() + ".");
    }
  }

  private boolean isNamer(URI uri) {
    URI base = settings.baseUrl();
    return base.getScheme().equals(uri.getScheme())
        && base.getRawAuthority().equals(uri.getRawAuthority());
  }

  /** Host and port alone: the whole is longer than a webhook's may be. */
  private static EndpointUrl host(URI uri) {
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
      throw new AppleRefusedException("Apple named an upload address that is not https.");
    }
    try {
      EndpointUrl url = EndpointUrl.parse("https://" + uri.getRawAuthority() + "/");
      if (url.host().equalsIgnoreCase(uri.getHost().replaceAll("[\\[\\]]", ""))) {
        return url;
      }
    } catch (DomainException e) {
      throw new AppleRefusedException("Apple named an upload address: " + e.detail());
    }
    throw new AppleRefusedException("Apple named an upload address that is doubtful.");
  }
}
