package dev.pappus.webhook.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.net.Network;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkReachTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.0.0, 10.1.255.255, 65536, false, false",
    "192.168.1.7, 192.168.1.7, 192.168.1.7, 1, false, false",
    "127.0.0.0/30, 127.0.0.0, 127.0.0.3, 4, true, false",
    "169.254.0.0/16, 169.254.0.0, 169.254.255.255, 65536, false, true",
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255, 4294967296, true, true",
    "::1, 0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1, 1, true, false",
    "fd00::/16, fd00:0:0:0:0:0:0:0, fd00:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " 5192296858534827628530496329220096, false, true"
  })
  void tellsWhatANetworkOpens(
      String text,
      String first,
      String last,
      String addresses,
      boolean loopback,
      boolean metadata) {
    NetworkReach reach = NetworkReach.of(Network.parse(text).orElseThrow());

    assertThat(reach.first().getHostAddress()).isEqualTo(first);
    assertThat(reach.last().getHostAddress()).isEqualTo(last);
    assertThat(reach.addresses()).hasToString(addresses);
    assertThat(reach.loopback()).isEqualTo(loopback);
    assertThat(reach.metadata()).isEqualTo(metadata);
  }
}
