package dev.pappus.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.text.InvalidTextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://example.com|http://example.com|example.com|80|false",
        "https://example.com/|https://example.com/|example.com|443|true",
        "HTTPS://Example.COM:8443/Hook?A=b|https://example.com:8443/Hook?A=b|example.com|8443|true",
        "http://example.com:80/|http://example.com:80/|example.com|80|false",
        "http://example.com?a=1|http://example.com?a=1|example.com|80|false",
        "http://example.com/a#part|http://example.com/a|example.com|80|false",
        "http://example.com./a|http://example.com/a|example.com|80|false",
        "http://localhost:9000/hook|http://localhost:9000/hook|localhost|9000|false",
        "http://my_host.internal/x|http://my_host.internal/x|my_host.internal|80|false",
        "http://_dmarc/x|http://_dmarc/x|_dmarc|80|false",
        "http://xn--fiqs8s/|http://xn--fiqs8s/|xn--fiqs8s|80|false",
        "http://例え.テスト/パス?q=値|http://xn--r8jz45g.xn--zckzah/%E3%83%91%E3%82%B9?q=%E5%80%A4"
            + "|xn--r8jz45g.xn--zckzah|80|false",
        "http://bücher.example/|http://xn--bcher-kva.example/|xn--bcher-kva.example|80|false",
        "http://8.8.8.8/x|http://8.8.8.8/x|8.8.8.8|80|false",
        "http://127.0.0.1:9000/|http://127.0.0.1:9000/|127.0.0.1|9000|false",
        "http://127。0。0。1/|http://127.0.0.1/|127.0.0.1|80|false",
        "http://１２７.0.0.1/|http://127.0.0.1/|127.0.0.1|80|false",
        "http://[2606:4700::1111]/|http://[2606:4700::1111]/|2606:4700::1111|80|false",
        "http://[::FFFF:8.8.8.8]:81/|http://[::ffff:8.8.8.8]:81/|::ffff:8.8.8.8|81|false",
        "http://1.2.3.4.example/|http://1.2.3.4.example/|1.2.3.4.example|80|false",
        "http://3com.example/|http://3com.example/|3com.example|80|false",
        "http://a--b.example/%7Euser;v=1/(x)|http://a--b.example/%7Euser;v=1/(x)|a--b.example|80"
            + "|false",
      })
  void readsWhatIsAUrl(String text, String uri, String host, int port, boolean tls) {
    EndpointUrl url = EndpointUrl.parse(text);

    assertThat(url.uri()).hasToString(uri);
    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(url.tls()).isEqualTo(tls);
  }

  @Test
  void readsItsOwnWritingAgain() {
    EndpointUrl url = EndpointUrl.parse("http://例え.テスト:81/パス?q=値");

    assertThat(EndpointUrl.parse(url.uri().toString())).isEqualTo(url);
  }

  @Test
  void trimsBlanksAround() {
    EndpointUrl url = EndpointUrl.parse(" \thttps://example.com/hook\n ");

    assertThat(url.uri()).hasToString("https://example.com/hook");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "example.com",
        "example.com/hook",
        "example.com:8080",
        "localhost:9000/hook",
        "//example.com/",
        "/hook",
        "://example.com",
        "http:example.com",
        "http:/example.com",
        "http:",
        "http://",
        "http:///hook",
        "http://?a",
        "http://:80/",
        "http://.",
        "http://..",
        "http://a..b/",
        "http://.example.com/",
        "http://-a.example/",
        "http://a-.example/",
        "http://exa mple.com/",
        "http://example.com/a b",
        "http://example.com/a\tb",
        "http://example.com/a\nb",
        "http://example.com/\u200b",
        "http://ex\u00adample.com/",
        "http://example.com\\@evil.example/",
        "http://example.com/\\a",
        "http://user@example.com/",
        "http://user:secret@example.com/",
        "http://@example.com/",
        "http://a:80@127.0.0.1/",
        "http://example.com:/",
        "http://example.com:0/",
        "http://example.com:x/",
        "http://example.com:-1/",
        "http://example.com:+80/",
        "http://example.com:65536/",
        "http://example.com:99999999999/",
        "http://example.com:80:80/",
        "http://example.com:22/",
        "http://example.com:25/",
        "http://example.com:6000/",
        "http://example.com:6667/",
        "http://example.com:10080/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://0x/",
        "http://127.1/",
        "http://127.0.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.01/",
        "http://127.0.0.0x1/",
        "http://256.0.0.1/",
        "http://1.2.3.4.5/",
        "http://foo.0x4/",
        "http://foo.123/",
        "http://１２７.1/",
        "http://[::1/",
        "http://::1/",
        "http://[]/",
        "http://[1.2.3.4]/",
        "http://[::1]x/",
        "http://[::1]:x/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[1::2::3]/",
        "http://[::127.1]/",
        "http://[::0177.0.0.1]/",
        "http://[12345::1]/",
        "http://[v1.fe80]/",
        "http://exam%70le.com/",
        "http://127.0.0.1%2f@example.com/",
        "http://exa$mple.com/",
        "http://exa,mple.com/",
        "http://example.com/%",
        "http://example.com/%zz",
        "http://example.com/a|b",
        "http://example.com/<x>",
        "http://example.com/\"x\"",
        "http://example.com/[x]",
        "http://example.com/{x}",
        "http://example.com/^x`",
      })
  void refusesWhatIsNoUrlOrDoubtful(String text) {
    assertThatThrownBy(() -> EndpointUrl.parse(text))
        .isInstanceOfSatisfying(
            InvalidUrlException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("url-invalid"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/",
        "ftp:example.com",
        "file:///etc/passwd",
        "gopher://127.0.0.1:70/",
        "javascript:alert(1)",
        "mailto:a@example.com",
        "ws://example.com/",
        "jar:http://example.com/!/",
        "view-source:http://example.com/",
      })
  void refusesOtherSchemes(String text) {
    assertThatThrownBy(() -> EndpointUrl.parse(text))
        .isInstanceOfSatisfying(
            UnsupportedSchemeException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("url-scheme"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com/\0", "http://example.com/\ud800"})
  void refusesWhatCannotBeStored(String text) {
    assertThatThrownBy(() -> EndpointUrl.parse(text)).isInstanceOf(InvalidTextException.class);
  }

  @Test
  void takesTwoThousandAndFortyEightCharactersAndNoMore() {
    String longest = "http://example.com/" + "a".repeat(2048 - 19);

    assertThat(EndpointUrl.parse(longest).uri().toString()).hasSize(2048);
    assertThatThrownBy(() -> EndpointUrl.parse(longest + "a"))
        .isInstanceOf(InvalidUrlException.class);
    assertThatThrownBy(() -> EndpointUrl.parse("http://example.com/" + "汉".repeat(1000)))
        .isInstanceOf(InvalidUrlException.class);
    assertThatThrownBy(() -> EndpointUrl.parse("http://example.com/" + "%41".repeat(1_000_000)))
        .isInstanceOf(InvalidUrlException.class);
  }

  @Test
  void refusesLabelsAndNamesThatAreTooLong() {
    String label = "a".repeat(63);

    assertThat(EndpointUrl.parse("http://" + label + ".example").host()).hasSize(71);
    assertThatThrownBy(() -> EndpointUrl.parse("http://a" + label + ".example"))
        .isInstanceOf(InvalidUrlException.class);
    assertThatThrownBy(() -> EndpointUrl.parse("http://" + (label + ".").repeat(4) + "example"))
        .isInstanceOf(InvalidUrlException.class);
  }

  @Test
  void printsNeitherPathNorQuery() {
    EndpointUrl url = EndpointUrl.parse("https://example.com/robot?key=secret");

    assertThat(url).hasToString("https://example.com:443");
  }
}
