package dev.pappus.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

  static AddressRules rules(String... allowed) {
    AddressRules rules = new AddressRules();
    rules.settings = new EndpointSettings();
    rules.settings.allowedNetworks = Optional.of(allowed);
    rules.read();
    return rules;
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "0.255.255.255",
        "10.0.0.0",
        "10.1.2.3",
        "10.255.255.255",
        "100.64.0.0",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.0",
        "172.20.1.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "254.1.1.1",
        "255.255.255.255",
        "::",
        "::1",
        "::2",
        "::8.8.8.8",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:8.8.8.8",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::8.8.8.8",
        "100::1",
        "100:0:0:1::1",
        "1000::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:808:808::1",
        "2606:4700::5efe:10.0.0.1",
        "2606:4700::200:5efe:192.168.1.1",
        "3ffe::1",
        "3fff::1",
        "3fff:fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
      })
  void refusesWhatIsNotGloballyReachable(String text) {
    assertThat(rules().refusal(address(text))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "168.63.129.15",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.0.3.1",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.114.1",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2003::1",
        "2400:3200::1",
        "2606:4700:4700::1111",
        "2606:4700::5efe:8.8.8.8",
        "3ffd::1",
        "2a00:1450::1",
      })
  void allowsWhatIs(String text) {
    assertThat(rules().refusal(address(text))).isEmpty();
  }

  @Test
  void seesThroughMappedAddressesThatTheJdkLeftAsIpv6() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    mapped[12] = 127;
    mapped[15] = 1;

    InetAddress address = java.net.Inet6Address.getByAddress(null, mapped, -1);

    assertThat(rules().refusal(address)).contains("a loopback address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::ffff:127.0.0.1", "127.8.8.8", "::1", "10.1.2.3"})
  void opensTheAllowedNetworks(String text) {
    AddressRules rules = rules("127.0.0.0/8", " ::1 ", "", "10.1.0.0/16");

    assertThat(rules.refusal(address(text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.2.0.1", "192.168.1.1", "::2", "64:ff9b::10.2.0.1"})
  void opensNothingElse(String text) {
    AddressRules rules = rules("127.0.0.0/8", "::1", "10.1.0.0/16");

    assertThat(rules.refusal(address(text))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2002:7f00:1::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe", "::127.0.0.1"})
  void judgesWhatIsCarriedInsideEvenInAnOpenedNetwork(String text) {
    AddressRules rules = rules("::/0");

    assertThat(rules.refusal(address(text))).isPresent();
  }

  @Test
  void opensASixToFourAddressOnlyWithWhatItCarries() {
    AddressRules rules = rules("2002::/16", "127.0.0.0/8");

    assertThat(rules.refusal(address("2002:7f00:1::1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "10.0.0.1/8",
        "10.0.0/8",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/a",
        "fd00::/129",
        "fd00::1/8",
        "010.0.0.0/8",
        "10.0.0.0/8/8",
        "/8",
        "*",
      })
  void endsTheStartOverANetworkThatCannotBeRead(String text) {
    assertThatThrownBy(() -> rules("127.0.0.0/8", text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pappus.webhook.allowed-networks")
        .hasMessageContaining(text);
  }
}
