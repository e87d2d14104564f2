package dev.pappus.worker;

import static dev.pappus.worker.RawEndpoint.request;
import static dev.pappus.worker.RawEndpoint.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.webhook.endpoint.FakeHostLookup;
import dev.pappus.webhook.endpoint.ResolverFixture;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sending while name servers are slow; the resolver is the real one. */
class LookupsTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger slowRunning = new AtomicInteger();
  private final FakeHostLookup names =
      new FakeHostLookup().host("good.example", "127.0.0.1").host("other.example", "127.0.0.1");
  private final RawEndpoint endpoint =
      new RawEndpoint(
          (in, out) -> {
            while (!request(in).isEmpty()) {
              out.write(text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
            }
          });
  private final SenderFixture fixture =
      new SenderFixture()
          .resolvingBy(
              ResolverFixture.resolver(
                  names, Clock.fixed(SenderFixture.NOW, ZoneOffset.UTC), "127.0.0.0/8"));

  @AfterEach
  void close() {
    release.countDown();
    fixture.close();
    endpoint.close();
  }

  private void hangSlowNames() {
    names.before(
        host -> {
          if (host.startsWith("slow")) {
            slowRunning.incrementAndGet();
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
  }

  private void begin(String host, boolean proven) {
    DueDelivery due = DueFixture.to(endpoint.url(host));
    fixture.sender.send(due, proven, () -> true, fixture.results::add);
  }

  @Test
  void measuresTheLookUpAndOnlyWhereThereWasOne() {
    fixture.open();

    AttemptResult first = fixture.send(endpoint.url("good.example"));
    AttemptResult second = fixture.send(endpoint.url("good.example"));

    assertThat(first.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(first.exchange().timings().dns()).isNotNull();
    assertThat(second.exchange().timings().dns()).isNull();
    assertThat(names.asked()).containsExactly("good.example");
  }

  @Test
  void needsNoThreadWhereTheAddressIsKnown() {
    fixture.open();
    fixture.send(endpoint.url("good.example"));
    long threads = fixture.threads();

    for (int i = 0; i < 50; i++) {
      fixture.send(endpoint.url("good.example"));
    }

    assertThat(fixture.threads()).isLessThanOrEqualTo(threads);
  }

  @Test
  void servesTheOthersWhileNamesHang() {
    hangSlowNames();
    fixture.attemptTimeout = Duration.ofSeconds(30);
    fixture.open();
    fixture.send(endpoint.url("good.example"));
    for (int lane = 0; lane < 40; lane++) {
      for (int call = 0; call < 8; call++) {
        begin("slow" + lane + ".example", false);
      }
    }
    Awaitility.await("look-ups that hang").until(() -> slowRunning.get() >= 16);

    AttemptResult literal = fixture.send(endpoint.url("127.0.0.1"));
    AttemptResult known = fixture.send(endpoint.url("good.example"));
    AttemptResult proven = fixture.send(endpoint.url("other.example"));

    assertThat(literal.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(known.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(proven.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(slowRunning).hasValueLessThanOrEqualTo(16);
  }

  @Test
  void givesEveryCallOfASlowNameItsResult() {
    hangSlowNames();
    fixture.open();
    Map<AttemptOutcome, Integer> outcomes = new HashMap<>();

    for (int call = 0; call < 8; call++) {
      begin("slow.example", true);
    }
    for (int call = 0; call < 8; call++) {
      outcomes.merge(fixture.judged().outcome(), 1, Integer::sum);
    }

    assertThat(outcomes).containsExactly(Map.entry(AttemptOutcome.DNS, 8));
    assertThat(slowRunning).hasValue(1);
  }

  @Test
  void blamesNoEndpointForWaitingForOurThreads() {
    hangSlowNames();
    fixture.attemptTimeout = Duration.ofSeconds(1);
    fixture.open();
    Map<AttemptOutcome, Integer> outcomes = new HashMap<>();

    for (int lane = 0; lane < 40; lane++) {
      begin("slow" + lane + ".example", false);
    }
    for (int lane = 0; lane < 40; lane++) {
      outcomes.merge(fixture.judged().outcome(), 1, Integer::sum);
    }

    assertThat(outcomes)
        .containsOnly(Map.entry(AttemptOutcome.DNS, 16), Map.entry(AttemptOutcome.NOT_SENT, 24));
  }

  @Test
  void tellsWhatToDoAboutANameThatIsMissing() {
    fixture.open();

    AttemptResult result = fixture.send(endpoint.url("missing.example"));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DNS);
    assertThat(result.error()).contains("missing.example").contains("DNS record");
  }

  @Test
  void namesTheSettingThatAllowsARefusedAddress() {
    names.host("inside.example", "10.1.2.3");
    fixture.open();

    AttemptResult result = fixture.send(endpoint.url("inside.example"));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.ADDRESS_REFUSED);
    assertThat(result.error()).contains("pappus.webhook.allowed-networks");
    assertThat(endpoint.connections()).isZero();
  }

  @Test
  void readsAnEditedUrlAgain() {
    fixture.open();
    UUID webhook = UUID.randomUUID();

    AttemptResult before = fixture.send(DueFixture.of(webhook, endpoint.url("missing.example"), 0));
    AttemptResult after = fixture.send(DueFixture.of(webhook, endpoint.url("good.example"), 0));

    assertThat(before.outcome()).isEqualTo(AttemptOutcome.DNS);
    assertThat(after.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
  }
}
