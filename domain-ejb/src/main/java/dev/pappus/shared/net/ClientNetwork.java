package dev.pappus.shared.net;

import java.net.InetAddress;
import java.util.Arrays;

/** What of a client's address it cannot change at will, for counting what it does. */
public final class ClientNetwork {
  private static final int IPV6_NETWORK_BYTES = 8;

  private ClientNetwork() {}

  /**
   * The address itself; of IPv6 its /64 network, since whoever has one such address mostly has 2^64
   * of them (RFC 6177).
   *
   * @param address as {@link ClientAddress} gives it
   */
  public static String of(String address) {
    byte[] bytes = IpLiteral.parse(address).map(InetAddress::getAddress).orElse(new byte[0]);
    return bytes.length > IPV6_NETWORK_BYTES
        ? Arrays.toString(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
        : address;
  }
}
