package dev.pappus.webhook.endpoint;

import com.google.common.collect.ImmutableSet;
import dev.pappus.shared.net.Network;
import dev.pappus.webhook.network.OpenNetworks;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses a webhook may be sent to: the globally reachable ones, those of {@code
 * pappus.webhook.allowed-networks}, and those an administrator has opened.
 *
 * <p>The table follows the IANA special-purpose registries (RFC 6890: {@code
 * iana-ipv4-special-registry}, {@code iana-ipv6-special-registry}); the JDK has no predicate for
 * most of it. An IPv4 address that an IPv6 address carries inside is judged as well, since a
 * translator or tunnel on the way would lead there.
 */
@ApplicationScoped
public class AddressRules {

  /** A range that nothing is sent to, with what it is. */
  private record Reserved(Network network, String what) {}

  private static final List<Reserved> RESERVED =
      List.of(
          // RFC 791 §3.2, RFC 1122 §3.2.1.3: "this network"; Linux dials 0.0.0.0 as loopback
          reserved("0.0.0.0/8", "an address of \"this network\""),
          // RFC 1918 §3
          reserved("10.0.0.0/8", "a private address"),
          reserved("172.16.0.0/12", "a private address"),
          reserved("192.168.0.0/16", "a private address"),
          // RFC 6598: carrier-grade NAT; Alibaba Cloud's metadata server is 100.100.100.200
          reserved("100.64.0.0/10", "a shared (carrier-grade NAT) address"),
          // RFC 1122 §3.2.1.3
          reserved("127.0.0.0/8", "a loopback address"),
          // RFC 3927; the metadata servers of most clouds are 169.254.169.254
          reserved("169.254.0.0/16", "a link-local address"),
          // RFC 6890 §2.1; Oracle Cloud's metadata server is 192.0.0.192
          reserved("192.0.0.0/24", "an address of IETF protocol assignments"),
          // RFC 5737 §3
          reserved("192.0.2.0/24", "a documentation address"),
          reserved("198.51.100.0/24", "a documentation address"),
          reserved("203.0.113.0/24", "a documentation address"),
          // RFC 3068, deprecated by RFC 7526
          reserved("192.88.99.0/24", "a 6to4 relay address"),
          // RFC 2544 App. C.2.2
          reserved("198.18.0.0/15", "a benchmarking address"),
          // not in the registry: Azure's host-only platform address, documented by Microsoft as
          // "What is IP address 168.63.129.16?"
          reserved("168.63.129.16/32", "a cloud platform's internal address"),
          // RFC 5771 §3
          reserved("224.0.0.0/4", "a multicast address"),
          // RFC 919 §7
          reserved("255.255.255.255/32", "the broadcast address"),
          // RFC 1112 §4
          reserved("240.0.0.0/4", "a reserved address"),
          // RFC 4291 §2.5.2, §2.5.3
          reserved("::/128", "the unspecified address"),
          reserved("::1/128", "a loopback address"),
          // RFC 4291 §2.5.5.1, deprecated
          reserved("::/96", "an IPv4-compatible address"),
          // RFC 2765 §2.1, obsolete
          reserved("::ffff:0:0:0/96", "an IPv4-translated address"),
          // RFC 8215: NAT64 for local use, where the IPv4 part lies is not known
          reserved("64:ff9b:1::/48", "a local NAT64 address"),
          // RFC 6666, RFC 9780
          reserved("100::/64", "a discard-only address"),
          reserved("100:0:0:1::/64", "a dummy address"),
          // RFC 4380 §2.6
          reserved("2001::/32", "a Teredo address"),
          // RFC 5180 §8, corrected by its erratum 1752
          reserved("2001:2::/48", "a benchmarking address"),
          // RFC 2928: ORCHIDs (RFC 4843, RFC 7343) and other identifiers
          reserved("2001::/23", "an address of IETF protocol assignments"),
          // RFC 3849, RFC 9637
          reserved("2001:db8::/32", "a documentation address"),
          reserved("3fff::/20", "a documentation address"),
          // RFC 3056 §2, its relays deprecated by RFC 7526
          reserved("2002::/16", "a 6to4 address"),
          // RFC 3701: the former 6bone
          reserved("3ffe::/16", "a reserved address"),
          // RFC 9602
          reserved("5f00::/16", "a segment routing identifier"),
          // RFC 4193 §3.1; Amazon's metadata server is fd00:ec2::254
          reserved("fc00::/7", "a unique local address"),
          // RFC 4291 §2.5.6
          reserved("fe80::/10", "a link-local address"),
          // RFC 3879 §4
          reserved("fec0::/10", "a site-local address"),
          // RFC 4291 §2.7
          reserved("ff00::/8", "a multicast address"));

  /** All IPv6 unicast that IANA gives out: RFC 4291 §2.4, {@code ipv6-address-space} registry. */
  private static final Network GLOBAL_UNICAST = network("2000::/3");

  /** RFC 6052 §2.1: leads to the IPv4 address in its last 32 bits, which alone is judged. */
  private static final Network NAT64 = network("64:ff9b::/96");

  private static final Network SIX_TO_FOUR = network("2002::/16");
  private static final Network TEREDO = network("2001::/32");
  private static final Network IPV4_COMPATIBLE = network("::/96");
  private static final Network IPV4_TRANSLATED = network("::ffff:0:0:0/96");

  /** RFC 6761 §6.3: {@code localhost} and all names below it. */
  private static final InetAddress LOOPBACK = ipv4(new byte[] {127, 0, 0, 1}, 0, 0);

  private static final InetAddress METADATA =
      ipv4(new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254}, 0, 0);

  /** Google Cloud, "About VM metadata": the names of its metadata server. */
  private static final ImmutableSet<String> METADATA_NAMES =
      ImmutableSet.of("metadata.google.internal", "metadata.goog");

  @Inject EndpointSettings settings;
  @Inject OpenNetworks opened;
  private List<Network> allowed = List.of();

  /** Reads the ranges of the setting. */
  @PostConstruct
  void read() {
    allowed = settings.networks();
  }

  /**
   * Why an address must not be sent to.
   *
   * @return what it is, "a loopback address"; empty if it is allowed
   */
  public Optional<String> refusal(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (isMapped(bytes)) {
      return refusal(ipv4(bytes, 12, 0));
    }
    if (allowed.stream().noneMatch(network -> network.contains(address))
        && !opened.contain(address)) {
      Optional<String> own = reservedAs(address);
      if (own.isPresent()) {
        return own;
      }
    }
    return embedded(address, bytes).stream()
        .flatMap(inner -> refusal(inner).stream())
        .map(what -> "an IPv6 address that carries " + what)
        .findFirst();
  }

  /**
   * Why a name must not be sent to that nobody but a proxy looks up: it is known to lead to an
   * address that is refused.
   */
  Optional<String> refusal(String host) {
    boolean loopback = host.equals("localhost") || host.endsWith(".localhost");
    InetAddress fixed = loopback ? LOOPBACK : METADATA_NAMES.contains(host) ? METADATA : null;
    return fixed == null ? Optional.empty() : refusal(fixed);
  }

  private static Optional<String> reservedAs(InetAddress address) {
    for (Reserved reserved : RESERVED) {
      if (reserved.network().contains(address)) {
        return Optional.of(reserved.what());
      }
    }
    boolean unassigned =
        address.getAddress().length == 16
            && !GLOBAL_UNICAST.contains(address)
            && !NAT64.contains(address);
    return unassigned ? Optional.of("an address outside global unicast") : Optional.empty();
  }

  /** RFC 4291 §2.5.5.2: {@code ::ffff:a.b.c.d} is that IPv4 address. */
  private static boolean isMapped(byte[] bytes) {
    return bytes.length == 16 && startsWith(bytes, 10) && bytes[10] == -1 && bytes[11] == -1;
  }

  private static boolean startsWith(byte[] bytes, int zeros) {
    for (int i = 0; i < zeros; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static List<InetAddress> embedded(InetAddress address, byte[] bytes) {
    if (bytes.length != 16) {
      return List.of();
    }
    boolean last32Bits =
        NAT64.contains(address)
            || IPV4_TRANSLATED.contains(address)
            || (IPV4_COMPATIBLE.contains(address) && !isUnspecifiedOrLoopback(bytes));
    if (last32Bits || isIsatap(bytes)) {
      return List.of(ipv4(bytes, 12, 0));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return List.of(ipv4(bytes, 2, 0));
    }
    if (TEREDO.contains(address)) {
      // RFC 4380 §4: the server, and the client with every bit inverted
      return List.of(ipv4(bytes, 4, 0), ipv4(bytes, 12, 0xff));
    }
    return List.of();
  }

  private static boolean isUnspecifiedOrLoopback(byte[] bytes) {
    return startsWith(bytes, 15) && (bytes[15] == 0 || bytes[15] == 1);
  }

  /** RFC 5214 §6.1: an interface identifier {@code [02]00:5efe} + IPv4 address, in any prefix. */
  private static boolean isIsatap(byte[] bytes) {
    return (bytes[8] & ~0x02) == 0
        && bytes[9] == 0
        && bytes[10] == 0x5e
        && bytes[11] == (byte) 0xfe;
  }

  private static InetAddress ipv4(byte[] bytes, int from, int mask) {
    byte[] inner = Arrays.copyOfRange(bytes, from, from + 4);
    for (int i = 0; i < inner.length; i++) {
      inner[i] ^= (byte) mask;
    }
    try {
      return InetAddress.getByAddress(inner);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }

  private static Reserved reserved(String network, String what) {
    return new Reserved(network(network), what);
  }

  private static Network network(String text) {
    return Network.parse(text).orElseThrow(() -> new IllegalStateException(text));
  }
}
