package dev.pappus.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.webhook.network.OpenNetworks;
import dev.pappus.webhook.network.OpenNetworksFixture;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What opens the guard; what it lets through by itself stands in {@link AddressGuardTest}. */
class AddressRulesTest {

  static AddressRules rules(String... allowed) {
    AddressRules rules = new AddressRules();
    rules.settings = new EndpointSettings();
    rules.settings.allowedNetworks = Optional.of(allowed);
    rules.opened = OpenNetworksFixture.none();
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

  @Test
  void opensWhatAnAdministratorHasOpened() {
    OpenNetworks opened = OpenNetworksFixture.onceRead("10.1.0.0/16");
    AddressRules rules = rules("127.0.0.0/8");
    rules.opened = opened;
    assertThat(rules.refusal(address("10.1.2.3"))).contains("a private address");

    opened.refresh();

    assertThat(rules.refusal(address("10.1.2.3"))).isEmpty();
    assertThat(rules.refusal(address("127.0.0.1"))).isEmpty();
    assertThat(rules.refusal(address("10.2.2.3"))).isPresent();
  }
}
