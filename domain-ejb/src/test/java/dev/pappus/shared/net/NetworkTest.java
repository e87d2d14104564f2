package dev.pappus.shared.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.129, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, 10.0.0.1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 10.0.0.1, false",
    "10.0.0.0/8, ::ffff:10.0.0.1, true"
  })
  void holdsTheAddressesOfItsPrefix(String range, String address, boolean holds) {
    InetAddress peer = IpLiteral.parse(address).orElseThrow();

    assertThat(Network.parse(range))
        .hasValueSatisfying(network -> assertThat(network.contains(peer)).isEqualTo(holds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/x",
        "10.0.0/8",
        "999.1.1.1",
        "192.0.2.1/24"
      })
  void refusesWhatIsNone(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }
}
