package dev.pappus.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.time.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointProxyTest {
  private static final String PROXY = "http://proxy.example:3128";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
  private final FakeHostLookup names = new FakeHostLookup().host("proxy.example", "10.0.0.9");
  private final EndpointSettings settings = new EndpointSettings();
  @TempDir Path directory;

  private static Resolution byProxy() throws UnknownHostException {
    return new Resolution.ByProxy(InetAddress.getByName("10.0.0.9"));
  }

  @Test
  void leavesNamesToTheProxy() throws UnknownHostException {
    AddressResolver resolver = ResolverFixture.behind(PROXY, names, clock);

    Resolution resolution = resolver.resolve(EndpointUrl.parse("https://any.example/"), false);

    assertThat(resolution).isEqualTo(byProxy());
    assertThat(names.asked()).containsExactly("proxy.example");
    assertThat(resolver.recall(EndpointUrl.parse("https://other.example/"))).contains(byProxy());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://localhost/",
        "http://api.localhost:8080/",
        "http://metadata.google.internal/",
        "http://169.254.169.254/"
      })
  void refusesLiteralsAndNamesThatLeadInside(String url) {
    AddressResolver resolver = ResolverFixture.behind(PROXY, names, clock);

    assertThat(resolver.resolve(EndpointUrl.parse(url), true))
        .isInstanceOf(Resolution.Refused.class);
    assertThat(resolver.recall(EndpointUrl.parse(url)))
        .hasValueSatisfying(known -> assertThat(known).isInstanceOf(Resolution.Refused.class));
  }

  @Test
  void letsThroughWhatIsOpened() throws UnknownHostException {
    AddressResolver resolver = ResolverFixture.behind(PROXY, names, clock, "127.0.0.0/8");

    assertThat(resolver.resolve(EndpointUrl.parse("http://localhost/"), true)).isEqualTo(byProxy());
    assertThat(resolver.resolve(EndpointUrl.parse("http://127.0.0.1/"), true)).isEqualTo(byProxy());
  }

  @Test
  void takesAProxyThatCannotBeFoundForOurOwnTrouble() {
    AddressResolver resolver = ResolverFixture.behind("http://gone.example:3128", names, clock);

    assertThat(resolver.resolve(EndpointUrl.parse("https://any.example/"), true))
        .isInstanceOf(Resolution.Unavailable.class);
  }

  @Test
  void asksNobodyAboutAProxyByAddress() throws UnknownHostException {
    AddressResolver resolver = ResolverFixture.behind("http://10.0.0.9:3128", names, clock);

    assertThat(resolver.recall(EndpointUrl.parse("https://any.example/"))).contains(byProxy());
    assertThat(names.asked()).isEmpty();
  }

  @Test
  void readsThePasswordFromAFile() throws IOException {
    Path file = directory.resolve("password");
    Files.writeString(file, "secret\n");
    settings.proxy = Optional.of(PROXY + "/");
    settings.proxyUser = Optional.of("pappus");
    settings.proxyPasswordFile = Optional.of(file.toString());

    EndpointProxy proxy = settings.proxy().orElseThrow();

    assertThat(proxy).isEqualTo(new EndpointProxy("proxy.example", 3128, "pappus", "secret"));
    assertThat(proxy.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example:3128",
        "https://proxy.example",
        "http://a:b@proxy.example",
        "http://p/x"
      })
  void refusesWhatIsNoProxy(String text) {
    settings.proxy = Optional.of(text);

    assertThatThrownBy(settings::proxy)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pappus.webhook.proxy");
  }

  @Test
  void hasNoneByDefault() {
    assertThat(settings.proxy()).isEmpty();
  }
}
