package dev.pappus.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.shared.url.PublicUrlsFixture;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnBinsTest {
  private static final String TOKEN = "0123456789abcdefghjkmnpqrstvwxyz";

  static OwnBins ownBins(String publicUrl) {
    PublicUrls urls = PublicUrlsFixture.at(publicUrl);
    return Injection.wire(new OwnBins(), urls);
  }

  private static boolean admits(String publicUrl, String url) {
    return ownBins(publicUrl).admits(EndpointUrl.parse(url.replace("TOKEN", TOKEN)));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, http://127.0.0.1:8080/bin/TOKEN",
    "http://127.0.0.1:8080/, http://127.0.0.1:8080/bin/TOKEN",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/bin/TOKEN/",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/bin/TOKEN/hooks/ci_1",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/bin/TOKEN?a=/../api",
    "http://127.0.0.1:8080, HTTP://127.0.0.1:8080/bin/TOKEN",
    "https://Apps.Corp.example, https://apps.corp.example:443/bin/TOKEN",
    "https://apps.corp.example/pappus, https://apps.corp.example/pappus/bin/TOKEN",
    "http://[::1]:8080, http://[0:0:0:0:0:0:0:1]:8080/bin/TOKEN"
  })
  void admitsABinOfThisServer(String publicUrl, String url) {
    if (url.contains("0:0:0")) {
      // written in another way: refusing it is safe
      assertThat(admits(publicUrl, url)).isFalse();
      assertThat(admits(publicUrl, "http://[::1]:8080/bin/TOKEN")).isTrue();
      return;
    }
    assertThat(admits(publicUrl, url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "http://127.0.0.1:8080/",
        "http://127.0.0.1:8080/bin",
        "http://127.0.0.1:8080/bin/",
        "http://127.0.0.1:8080/bin/short",
        "http://127.0.0.1:8080/BIN/TOKEN",
        "http://127.0.0.1:8080/api/v1/apps",
        "http://127.0.0.1:8080/console/bin/TOKEN",
        "http://127.0.0.1:8080//bin/TOKEN",
        "http://127.0.0.1:8080/./bin/TOKEN",
        "http://127.0.0.1:8080/bin/TOKENx",
        "http://127.0.0.1:8080/bin/xTOKEN",
        // dots and empty segments
        "http://127.0.0.1:8080/bin/../api/v1/apps",
        "http://127.0.0.1:8080/bin/TOKEN/../../api",
        "http://127.0.0.1:8080/bin/TOKEN/..",
        "http://127.0.0.1:8080/bin/TOKEN/.",
        "http://127.0.0.1:8080/bin/TOKEN/...",
        "http://127.0.0.1:8080/bin/TOKEN//api",
        "http://127.0.0.1:8080/bin//TOKEN",
        // escapes
        "http://127.0.0.1:8080/bin/%2e%2e/api",
        "http://127.0.0.1:8080/bin/TOKEN/%2e%2e/%2e%2e/api",
        "http://127.0.0.1:8080/bin/TOKEN/%252e%252e/api",
        "http://127.0.0.1:8080/bin/TOKEN%2f..%2f..%2fapi",
        "http://127.0.0.1:8080/bin%2fTOKEN",
        "http://127.0.0.1:8080/b%69n/TOKEN",
        "http://127.0.0.1:8080/bin/TOKEN/%5c..%5capi",
        "http://127.0.0.1:8080/bin/TOKEN%00",
        "http://127.0.0.1:8080/bin/TOKEN/é",
        // parameters
        "http://127.0.0.1:8080/bin/..;/api",
        "http://127.0.0.1:8080/bin/TOKEN;x=1",
        "http://127.0.0.1:8080/bin/TOKEN/..;/..;/api",
        "http://127.0.0.1:8080/bin;/TOKEN",
        // another port, host or scheme
        "http://127.0.0.1/bin/TOKEN",
        "http://127.0.0.1:8081/bin/TOKEN",
        "http://127.0.0.1:9990/bin/TOKEN",
        "https://127.0.0.1:8080/bin/TOKEN",
        "http://127.0.0.2:8080/bin/TOKEN",
        "http://localhost:8080/bin/TOKEN",
        "http://[::1]:8080/bin/TOKEN",
        "http://[::ffff:127.0.0.1]:8080/bin/TOKEN",
        "http://127.0.0.1.example:8080/bin/TOKEN",
        "http://169.254.169.254:8080/bin/TOKEN"
      })
  void admitsNothingElse(String url) {
    assertThat(admits("http://127.0.0.1:8080", url)).isFalse();
  }

  @Test
  void admitsNothingWhereTheServerStandsOnAPortThatIsBlocked() {
    assertThat(admits("http://127.0.0.1:6000", "http://127.0.0.1:8080/bin/TOKEN")).isFalse();
  }

  @Test
  void letsAWebhookPointAtABinAndAtNothingElseOfThisServer() {
    EndpointPolicy policy =
        ResolverFixture.policy(
            new FakeHostLookup(), new SettableClock(Instant.parse("2026-11-25T10:00:00Z")));

    assertThat(policy.accept("http://127.0.0.1:8080/bin/" + TOKEN).warning()).isEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> policy.accept("http://127.0.0.1:8080/api/v1/apps"))
        .isInstanceOf(ForbiddenEndpointException.class);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> policy.accept("http://ci@127.0.0.1:8080/bin/" + TOKEN))
        .isInstanceOf(InvalidUrlException.class);
  }

  @Test
  void dialsTheAddressOfABinBehindAName() {
    AddressResolver resolver =
        ResolverFixture.resolver(
            new FakeHostLookup().host("apps.corp.example", "10.0.0.7"),
            new SettableClock(Instant.parse("2026-11-25T10:00:00Z")));
    resolver.ownBins = ownBins("https://apps.corp.example");

    assertThat(resolver.resolve(EndpointUrl.parse("https://apps.corp.example/bin/" + TOKEN), true))
        .isInstanceOf(Resolution.Vetted.class);
    assertThat(resolver.resolve(EndpointUrl.parse("https://apps.corp.example/api"), true))
        .isInstanceOf(Resolution.Refused.class);
  }

  @Test
  void makesTokensThatDiffer() {
    SecureRandom random = new SecureRandom();

    String token = OwnBins.newToken(random);

    assertThat(OwnBins.isToken(token)).isTrue();
    assertThat(OwnBins.newToken(random)).isNotEqualTo(token);
  }
}
