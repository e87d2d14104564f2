package dev.pappus.shared.net;

import dev.pappus.shared.log.LogLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request really comes from. {@code X-Forwarded-For} is believed only as far as proxies of
 * ours wrote it: read from its end, the first address that is no trusted proxy is the client's.
 */
@ApplicationScoped
public class ClientAddress {
  private static final System.Logger LOG = System.getLogger(ClientAddress.class.getName());

  private static final int IPV6_BYTES = 16;

  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * Networks of proxies whose {@code X-Forwarded-For} counts: addresses or CIDR ranges. Default
   * empty: nobody's does. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.http.trusted-proxies")
  Optional<String[]> trustedProxies =
      Optional.empty(); // Payara cannot inject an Optional of a List

  /** Reads the setting when the application starts, so that a wrong one stops it. */
  public void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
    trusted();
  }

  private List<Network> trusted() {
    return Stream.of(trustedProxies.orElseGet(() -> new String[0]))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(ClientAddress::network)
        .toList();
  }

  /** The address as text; the peer's own where no proxy of ours speaks for another. */
  public String of(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    List<String> forwarded = Collections.list(request.getHeaders("X-Forwarded-For"));
    if (!forwarded.isEmpty() && isNeighbour(peer) && !isTrusted(peer, trusted())) {
      warn(peer);
    }
    return of(peer, forwarded);
  }

  /** Only a proxy of the house stands there; what strangers send proves nothing. */
  private static boolean isNeighbour(String peer) {
    return IpLiteral.parse(peer)
        .filter(
            address ->
                address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || isUniqueLocal(address.getAddress()))
        .isPresent();
  }

  /** {@code fc00::/7} (RFC 4193 §3.1), as networks of containers have it. */
  private static boolean isUniqueLocal(byte[] address) {
    return address.length == IPV6_BYTES && (address[0] & 0xfe) == 0xfc;
  }

  /** Once: then all its clients are one address to us, and wait for each other at the sign-in. */
  private void warn(String peer) {
    if (warned.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          LogLine.of("http.proxy-not-trusted")
              .with("peer", peer)
              .with("setting", "pappus.http.trusted-proxies")
              .toString());
    }
  }

  /**
   * @param forwardedFor the values of each {@code X-Forwarded-For} header, in order
   */
  String of(String peer, List<String> forwardedFor) {
    List<String> hops = new ArrayList<>();
    for (String header : forwardedFor) {
      hops.addAll(List.of(header.split(",")));
    }
    List<Network> trusted = trusted();
    String client = peer;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client, trusted); i--) {
      String hop = hops.get(i).strip();
      if (IpLiteral.parse(hop).isEmpty()) {
        return client;
      }
      client = hop;
    }
    return client;
  }

  private static Network network(String text) {
    return Network.parse(text)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "pappus.http.trusted-proxies: \""
                        + text
                        + "\" is no network like 10.1.0.0/16"));
  }

  private static boolean isTrusted(String address, List<Network> trusted) {
    return IpLiteral.parse(address).stream()
        .anyMatch(peer -> trusted.stream().anyMatch(network -> network.contains(peer)));
  }
}
