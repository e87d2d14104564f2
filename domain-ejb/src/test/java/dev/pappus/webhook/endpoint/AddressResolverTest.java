package dev.pappus.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.time.SettableClock;
import dev.pappus.webhook.endpoint.EndpointPolicy.AcceptedEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.junit.jupiter.api.Test;

class AddressResolverTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
  private final FakeHostLookup names = new FakeHostLookup();
  private final AddressResolver resolver = ResolverFixture.resolver(names, clock, "127.0.0.0/8");

  private Resolution resolve(String url) {
    return resolver.resolve(EndpointUrl.parse(url), false);
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  @Test
  void vetsTheFirstAddressOfAName() throws UnknownHostException {
    names.host("example.com", "8.8.8.8", "8.8.4.4");

    Resolution resolution = resolve("http://example.com/");

    assertThat(resolution).isEqualTo(new Resolution.Vetted(address("8.8.8.8")));
  }

  @Test
  void refusesANameOfWhichOneAddressIsPrivate() {
    names.host("example.com", "8.8.8.8", "10.0.0.1");

    Resolution resolution = resolve("http://example.com/");

    assertThat(resolution)
        .isEqualTo(new Resolution.Refused("example.com leads to a private address"));
  }

  @Test
  void asksNobodyAboutAnAddress() throws UnknownHostException {
    Resolution allowed = resolve("http://127.0.0.1/");
    Resolution refused = resolve("http://[::1]/");

    assertThat(allowed).isEqualTo(new Resolution.Vetted(address("127.0.0.1")));
    assertThat(refused).isInstanceOf(Resolution.Refused.class);
    assertThat(names.asked()).isEmpty();
  }

  @Test
  void takesAMissingNameForAValueHoweverMany() {
    for (int i = 0; i < 10; i++) {
      Resolution resolution = resolve("http://missing" + i + ".example/");

      assertThat(resolution).isInstanceOf(Resolution.Unresolved.class);
    }
  }

  @Test
  void keepsAnAnswerForThirtySeconds() {
    names.host("example.com", "8.8.8.8");
    resolve("http://example.com/");

    clock.advance(Duration.ofSeconds(29));
    resolve("http://example.com/");
    int early = names.asked().size();
    clock.advance(Duration.ofSeconds(2));
    resolve("http://example.com/");

    assertThat(early).isEqualTo(1);
    assertThat(names.asked()).hasSize(2);
  }

  @Test
  void seesThatANameMovedToAPrivateAddress() {
    names.host("example.com", "8.8.8.8");
    resolve("http://example.com/");
    names.host("example.com", "192.168.0.1");
    clock.advance(Duration.ofSeconds(31));

    Resolution resolution = resolve("http://example.com/");

    assertThat(resolution).isInstanceOf(Resolution.Refused.class);
  }

  @Test
  void usesAnOldAnswerForFiveMinutesWhileNobodyAnswers() throws UnknownHostException {
    names.host("example.com", "8.8.8.8");
    resolve("http://example.com/");
    names.silent("example.com");

    clock.advance(Duration.ofMinutes(4));
    Resolution later = resolve("http://example.com/");
    clock.advance(Duration.ofMinutes(2));
    Resolution tooLate = resolve("http://example.com/");

    assertThat(later).isEqualTo(new Resolution.Vetted(address("8.8.8.8")));
    assertThat(tooLate).isInstanceOf(Resolution.Unresolved.class);
  }

  @Test
  void dropsAnOldAnswerWhenTheNameIsGone() {
    names.host("example.com", "8.8.8.8");
    resolve("http://example.com/");
    names.remove("example.com");
    clock.advance(Duration.ofSeconds(31));

    Resolution resolution = resolve("http://example.com/");

    assertThat(resolution).isInstanceOf(Resolution.Unresolved.class);
  }

  @Test
  void blamesOurOwnSideOnlyWhenSeveralNamesInARowGetNoAnswer() {
    names.silent("a.example").silent("b.example").silent("c.example");

    Resolution first = resolve("http://a.example/");
    Resolution again = resolve("http://a.example/");
    Resolution second = resolve("http://b.example/");

    assertThat(List.of(first, again, second))
        .allMatch(resolution -> resolution instanceof Resolution.Unresolved);
    assertThatThrownBy(() -> resolve("http://c.example/"))
        .isInstanceOf(NameServersSilentException.class);
    assertThatThrownBy(() -> resolve("http://a.example/"))
        .isInstanceOf(NameServersSilentException.class);
  }

  @Test
  void forgetsTheSilenceWithTheFirstAnswer() {
    names.silent("a.example").silent("b.example").silent("c.example");
    resolve("http://a.example/");
    resolve("http://b.example/");
    resolve("http://missing.example/");

    Resolution resolution = resolve("http://c.example/");

    assertThat(resolution).isInstanceOf(Resolution.Unresolved.class);
  }

  @Test
  void letsSlowNamesOccupyHalfOfTheThreadsAndEachOnlyOne() throws UnknownHostException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    names.host("known.example", "8.8.8.8");
    resolve("http://known.example/");
    clock.advance(Duration.ofSeconds(31));
    names.before(
        host -> {
          if (host.startsWith("slow")) {
            running.incrementAndGet();
            awaitQuietly(release);
          }
        });
    int half = LookupPool.THREADS / 2;
    for (int i = 0; i < half; i++) {
      String host = "slow" + i + ".example";
      ask(host);
      ask(host);
    }
    Awaitility.await("the look-ups to hang").until(() -> running.get() == half);

    Resolution stranger = resolve("http://stranger.example/");
    Resolution known = resolve("http://known.example/");
    release.countDown();

    assertThat(stranger).isInstanceOf(Resolution.Unavailable.class);
    assertThat(known).isEqualTo(new Resolution.Vetted(address("8.8.8.8")));
    assertThat(running).hasValue(half);
  }

  /** Asks and does not wait. */
  private void ask(String host) {
    resolver.pool.ask(host, false, Duration.ZERO, (name, answer) -> {});
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void isGuardedByFaultTolerance() throws NoSuchMethodException {
    var method = AddressResolver.class.getMethod("resolve", EndpointUrl.class, boolean.class);

    assertThat(method.getAnnotation(Fallback.class).fallbackMethod()).isEqualTo("unavailable");
    assertThat(method.isAnnotationPresent(CircuitBreaker.class)).isTrue();
    assertThat(method.isAnnotationPresent(Bulkhead.class)).isTrue();
    assertThat(resolver.unavailable(EndpointUrl.parse("http://example.com/"), false))
        .isInstanceOf(Resolution.Unavailable.class);
  }

  @Test
  void savesANameThatDoesNotResolveWithAWarning() {
    EndpointPolicy policy = ResolverFixture.policy(names, clock);

    AcceptedEndpoint accepted = policy.accept("http://later.example/");

    assertThat(accepted.warning()).hasValueSatisfying(w -> assertThat(w).contains("later.example"));
  }

  @Test
  void savesNoNameThatLeadsToAPrivateAddress() {
    names.host("intranet.example", "192.168.1.1");
    EndpointPolicy policy = ResolverFixture.policy(names, clock);

    assertThatThrownBy(() -> policy.accept("http://intranet.example/"))
        .isInstanceOfSatisfying(
            ForbiddenEndpointException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("url-address-refused");
              assertThat(refusal.detail()).contains("pappus.webhook.allowed-networks");
            });
  }
}
