package dev.pappus.webhook.network;

import dev.pappus.shared.net.IpLiteral;
import dev.pappus.shared.net.Network;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * What opening a network opens, for whoever decides.
 *
 * @param addresses how many
 * @param loopback whether this server itself is among them, with all that listens on it alone
 * @param metadata whether a cloud's metadata server is among them, which gives out credentials
 */
public record NetworkReach(
    InetAddress first, InetAddress last, BigInteger addresses, boolean loopback, boolean metadata) {
  private static final List<Network> LOOPBACK =
      Stream.of("127.0.0.0/8", "::1").flatMap(text -> Network.parse(text).stream()).toList();

  /** Where they come from is told at the table of {@code AddressRules}. */
  private static final List<InetAddress> METADATA =
      Stream.of(
              "169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254")
          .flatMap(text -> IpLiteral.parse(text).stream())
          .toList();

  public static NetworkReach of(Network network) {
    return new NetworkReach(
        network.first(),
        network.last(),
        network.size(),
        LOOPBACK.stream().anyMatch(network::overlaps),
        METADATA.stream().anyMatch(network::contains));
  }
}
