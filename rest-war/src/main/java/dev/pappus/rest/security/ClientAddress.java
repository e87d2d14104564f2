package dev.pappus.rest.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request really comes from. {@code X-Forwarded-For} is believed only as far as proxies of
 * ours wrote it: read from its end, the first address that is no trusted proxy is the client's.
 */
@ApplicationScoped
public class ClientAddress {

  /**
   * Networks of proxies whose {@code X-Forwarded-For} counts: addresses or CIDR ranges. Default
   * empty: nobody's does. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.http.trusted-proxies")
  Optional<String[]> trustedProxies =
      Optional.empty(); // Payara cannot inject an Optional of a List

  /** The address as text; the peer's own where no proxy of ours speaks for another. */
  public String of(HttpServletRequest request) {
    List<String> hops = new ArrayList<>();
    for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
      hops.addAll(List.of(header.split(",")));
    }
    return of(request.getRemoteAddr(), hops);
  }

  String of(String peer, List<String> hops) {
    List<AddressRange> trusted =
        Stream.of(trustedProxies.orElseGet(() -> new String[0])).map(AddressRange::parse).toList();
    String client = peer;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client, trusted); i--) {
      String hop = hops.get(i).strip();
      if (!AddressRange.isAddress(hop)) {
        return client;
      }
      client = hop;
    }
    return client;
  }

  private static boolean isTrusted(String address, List<AddressRange> trusted) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }
}
