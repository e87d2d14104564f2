package dev.pappus.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.webhook.network.OpenNetworksFixture;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The address guard as a whole, URL, name service and table of networks, at saving and at sending.
 */
class AddressGuardTest {
  private static final String PUBLIC = "9.9.9.9";

  /** Addresses that are not globally reachable, those of clouds' inner services among them. */
  private static Stream<String> refused() {
    return Stream.of(
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
        "10.96.0.1",
        "169.254.169.123",
        "169.254.170.2",
        "169.254.170.23",
        "172.17.0.1",
        "192.0.0.9",
        "224.0.0.251",
        "255.255.255.254",
        "0:0:0:0:0:0:0:1",
        "::ffff:7f00:1",
        "::ffff:a9fe:a9fe",
        "::ffff:100.100.100.200",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::6440:1",
        "64:ff9b:1:fffe::1",
        "100:0:0:1:ffff::1",
        "2001:1::1",
        "2001:30::1",
        "2001:db8:ffff::1",
        "2002:a9fe:a9fe::1",
        "2002:c0a8:101::1",
        "2002:6464:64c8::1",
        "2a00:1450::5efe:127.0.0.1",
        "fd00:ec2::23",
        "fd20:ce::254",
        "fdff::1",
        "fe80::a9fe:a9fe",
        "ff05::1:3",
        "8000::1",
        "e000::1");
  }

  /** Addresses that are, many of them neighbours of the others. */
  private static Stream<String> allowed() {
    return Stream.of(
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
        "100.0.0.1",
        "172.0.0.1",
        "192.31.196.1",
        "192.52.193.1",
        "192.175.48.1",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "2001:4860::1",
        "2620:4f:8000::1",
        "2800:3f0::1",
        "2c0f:fb50::1",
        "64:ff9b::101:101",
        "::ffff:101:101");
  }

  private final FakeHostLookup names = new FakeHostLookup();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
  private final AddressResolver resolver = ResolverFixture.resolver(names, clock);
  private final EndpointPolicy policy = ResolverFixture.policy(names, clock);

  static Stream<Arguments> forms() {
    return Stream.concat(
        refused().map(address -> Arguments.of(address, false)),
        allowed().map(address -> Arguments.of(address, true)));
  }

  /** As a literal, as a name's only address, and behind and before a public one. */
  @ParameterizedTest
  @MethodSource("forms")
  void judgesAnAddressWhereverItStands(String address, boolean allowed)
      throws UnknownHostException {
    String literal = address.indexOf(':') < 0 ? address : "[" + address + "]";
    names
        .host("alone.example", address)
        .host("first.example", address, PUBLIC)
        .host("last.example", PUBLIC, address);
    String written = InetAddress.getByName(address).getHostAddress();

    assertThat(verdict("http://" + literal + "/")).isEqualTo(allowed ? written : "refused");
    assertThat(verdict("http://alone.example/")).isEqualTo(allowed ? written : "refused");
    assertThat(verdict("http://first.example/")).isEqualTo(allowed ? written : "refused");
    assertThat(verdict("http://last.example/")).isEqualTo(allowed ? PUBLIC : "refused");
  }

  /** URL, what its name resolves to, and the address dialled or why there is none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "http://localhost/|127.0.0.1|refused",
        "http://LOCALHOST:8080/|::1|refused",
        "http://foo.localhost/|-|unresolved",
        "http://127.0.0.1.nip.io/|127.0.0.1|refused",
        "http://metadata.google.internal/computeMetadata/v1/|169.254.169.254|refused",
        "http://kubernetes.default.svc/|10.96.0.1|refused",
        "http://example.com/|8.8.8.8|8.8.8.8",
        "http://example.com./|8.8.8.8|8.8.8.8",
        "http://example.com/|2606:4700::1111 8.8.8.8|2606:4700::1111",
        "http://example.com/|8.8.8.8 127.0.0.1|refused",
        "http://example.com/|8.8.8.8 fd00::1|refused",
        "http://example.com/|2606:4700::1111 ::1|refused",
        "http://example.com/|64:ff9b::7f00:1|refused",
        "http://example.com/|-|unresolved",
        "https://my_host.example/|8.8.8.8|8.8.8.8",
        "http://example.com:65535/|8.8.8.8|8.8.8.8",
        "http://example.com:65536/|8.8.8.8|url-invalid",
        "http://example.com:22/|8.8.8.8|url-invalid",
        "http://8.8.8.8:6667/|-|url-invalid",
        "http://example.com#@127.0.0.1/|8.8.8.8|8.8.8.8",
        "http://example.com?@127.0.0.1/|8.8.8.8|8.8.8.8",
        "http://example.com/@127.0.0.1/|8.8.8.8|8.8.8.8",
        "http://127.0.0.1#@example.com/|-|refused",
        "http://127.0.0.1?.example.com/|-|refused",
        "http://127.0.0.1/.example.com/|-|refused",
        "http://example.com:80@127.0.0.1/|8.8.8.8|url-invalid",
        "http://example.com@127.0.0.1/|8.8.8.8|url-invalid",
        "http://[::1]@example.com/|8.8.8.8|url-invalid",
        "http://127.0.0.1;@example.com/|8.8.8.8|url-invalid",
        "http://example.com\\@127.0.0.1/|8.8.8.8|url-invalid",
        "http:\\\\127.0.0.1\\|-|url-invalid",
        "http:/\\127.0.0.1/|-|url-invalid",
        "http:////127.0.0.1/|-|url-invalid",
        "http:127.0.0.1/|-|url-invalid",
        "http://127.0.0.1%00.example.com/|-|url-invalid",
        "http://127.0.0.1%2e/|-|url-invalid",
        "http://%31%32%37.0.0.1/|-|url-invalid",
        "http://127.0.0.1./|-|refused",
        "http://127.0.0.1../|-|url-invalid",
        "http://0/|-|url-invalid",
        "http://0.0.0.0/|-|refused",
        "http://0x0/|-|url-invalid",
        "http://4294967295/|-|url-invalid",
        "http://2852039166/|-|url-invalid",
        "http://0xA9FEA9FE/|-|url-invalid",
        "http://0xa9.0xfe.0xa9.0xfe/|-|url-invalid",
        "http://0251.0376.0251.0376/|-|url-invalid",
        "http://0251.254.169.254/|-|url-invalid",
        "http://425.510.425.510/|-|url-invalid",
        "http://169.254.43518/|-|url-invalid",
        "http://169.16689662/|-|url-invalid",
        "http://00000000177.0.0.1/|-|url-invalid",
        "http://127.0.0.1.1/|-|url-invalid",
        "http://1.1/|-|url-invalid",
        "http://[::]:80/|-|refused",
        "http://[::1]/|-|refused",
        "http://[0000:0000:0000:0000:0000:0000:0000:0001]/|-|refused",
        "http://[0:0:0:0:0:ffff:127.0.0.1]/|-|refused",
        "http://[::ffff:7f00:1]/|-|refused",
        "http://[::ffff:a9fe:a9fe]/|-|refused",
        "http://[::FFFF:169.254.169.254]/|-|refused",
        "http://[::169.254.169.254]/|-|refused",
        "http://[64:ff9b::169.254.169.254]/|-|refused",
        "http://[fe80::1%25lo]/|-|url-invalid",
        "http://[fe80::1%lo]/|-|url-invalid",
        "http://[::1%25.example.com]/|-|url-invalid",
        "http://[127.0.0.1]/|-|url-invalid",
        "http://[localhost]/|-|url-invalid",
        "http://[::ffff:127.1]/|-|url-invalid",
        "http://[::ffff:0x7f000001]/|-|url-invalid",
        "http://①②⑦.⓪.⓪.①/|-|refused",
        "http://⑯⑨.②⑤④.⑯⑨.②⑤④/|-|refused",
        "http://１６９．２５４．１６９．２５４/|-|refused",
        "http://169｡254｡169｡254/|-|refused",
        "http://169。254。169。254/|-|refused",
        "http://②⑧⑤②⓪③⑨①⑥⑥/|-|url-invalid",
        "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/|-|unresolved",
        "http://evil.c℀.example.com/|8.8.8.8|url-invalid",
        "http://127.0.0.1：80/|-|url-invalid",
        "http://example.com＠127.0.0.1/|-|url-invalid",
        "http://example.com／@127.0.0.1/|-|url-invalid",
        "http://example.com＃.127.0.0.1/|-|url-invalid",
        "http://exa\u200bmple.com/|8.8.8.8|url-invalid",
        "http://exa\u202emple.com/|8.8.8.8|url-invalid",
        "`http://example.com\r\nHost: 127.0.0.1/`|8.8.8.8|url-invalid",
        "http://例え.テスト/|8.8.8.8|8.8.8.8",
        "http://xn--r8jz45g.xn--zckzah/|10.0.0.1|refused",
        "http://💩.example/|8.8.8.8|8.8.8.8",
        "http://xn--/|-|url-invalid",
        "ftp://127.0.0.1/|-|url-scheme",
        "file:///etc/passwd|-|url-scheme",
        "gopher://127.0.0.1:70/_GET|-|url-scheme",
        "dict://127.0.0.1:11211/|-|url-scheme",
        "jar:http://127.0.0.1!/|-|url-scheme",
        "data:text/plain,x|-|url-scheme",
        "unix:/var/run/docker.sock|-|url-scheme"
      })
  void dialsTheVettedAddressOrNone(String url, @Nullable String answer, String verdict)
      throws UnknownHostException {
    FakeHostLookup everyName = new FakeHostLookup();
    if (answer != null) {
      everyName.otherwise(answer.split(" "));
    }
    AddressResolver everyResolver = ResolverFixture.resolver(everyName, clock);
    EndpointPolicy everyPolicy = ResolverFixture.policy(everyName, clock);
    String expected =
        Character.isDigit(verdict.charAt(0))
            ? InetAddress.getByName(verdict).getHostAddress()
            : verdict;

    assertThat(verdict(url, everyPolicy, everyResolver)).isEqualTo(expected);
  }

  private String verdict(String url) {
    return verdict(url, policy, resolver);
  }

  /** What saving and sending say alike. */
  private static String verdict(String url, EndpointPolicy policy, AddressResolver resolver) {
    String saving;
    try {
      saving = policy.accept(url).warning().isPresent() ? "unresolved" : "accepted";
    } catch (ForbiddenEndpointException refusal) {
      saving = "refused";
    } catch (DomainException refusal) {
      return refusal.code();
    }
    Resolution sending = resolver.resolve(EndpointUrl.parse(url), true);
    if (sending instanceof Resolution.Vetted vetted) {
      assertThat(saving).isEqualTo("accepted");
      return vetted.address().getHostAddress();
    }
    assertThat(sending)
        .isInstanceOf(
            saving.equals("refused") ? Resolution.Refused.class : Resolution.Unresolved.class);
    return saving;
  }

  @Test
  void savesWhatWasOpenedOnAnotherNodeAMomentAgo() {
    EndpointPolicy elsewhere = ResolverFixture.policy(names, clock);
    elsewhere.opened = OpenNetworksFixture.onceRead("10.1.0.0/16");
    elsewhere.resolver.rules.opened = elsewhere.opened;

    assertThat(elsewhere.accept("http://10.1.2.3/").url().host()).isEqualTo("10.1.2.3");
    assertThatThrownBy(() -> elsewhere.accept("http://10.2.2.3/"))
        .isInstanceOf(ForbiddenEndpointException.class)
        .hasMessageContaining("Allowed networks")
        .hasMessageContaining(EndpointSettings.ALLOWED_NETWORKS);
  }
}
