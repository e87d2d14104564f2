package dev.pappus.shared.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  private final ClientAddress address = new ClientAddress();

  @Test
  void believesNobodyByDefault() {
    assertThat(of("203.0.113.7")).isEqualTo("192.0.2.1");
  }

  @Test
  void believesAProxyOfOurs() {
    trust("192.0.2.0/24");

    assertThat(of("203.0.113.7")).isEqualTo("203.0.113.7");
  }

  @Test
  void believesOnlyWhatOurProxiesWrote() {
    trust("192.0.2.0/24", "10.0.0.1");

    assertThat(of("1.1.1.1, 203.0.113.7", "10.0.0.1")).isEqualTo("203.0.113.7");
  }

  @Test
  void stopsAtWhatIsNoAddress() {
    trust("192.0.2.0/24");

    assertThat(of("203.0.113.7, unknown")).isEqualTo("192.0.2.1");
  }

  @Test
  void takesTheOutermostOfProxiesAlone() {
    trust("192.0.2.0/24", "10.0.0.0/8");

    assertThat(of("10.0.0.2, 10.0.0.1")).isEqualTo("10.0.0.2");
  }

  private void trust(String... networks) {
    address.trustedProxies = Optional.of(networks);
  }

  private String of(String... forwardedFor) {
    return address.of("192.0.2.1", List.of(forwardedFor));
  }
}
