package dev.pappus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.webhook.CustomHeader;
import dev.pappus.webhook.connector.Verdict;
import dev.pappus.webhook.endpoint.Resolution;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSenderTest {
  private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
  private final SenderFixture fixture = new SenderFixture();

  @BeforeEach
  void open() {
    fixture.open();
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
    endpoint.close();
  }

  private AttemptResult send(DueDelivery due) {
    return fixture.send(due);
  }

  @Test
  void sendsTheStoredBytesWithItsHeaders() {
    endpoint.thenStatus(200);
    DueDelivery due = DueFixture.to(endpoint.url());

    AttemptResult result = send(due);

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    ScriptedEndpoint.Received request = endpoint.received.get(0);
    assertThat(request.head()).startsWith("POST /hook?key=secret HTTP/1.1\r\n");
    assertThat(request.body()).isEqualTo(DueFixture.BODY);
    assertThat(request.header("content-type")).isEqualTo("application/json; charset=utf-8");
    assertThat(request.header("user-agent")).startsWith("Pappus/").doesNotContain("$");
    assertThat(request.header("webhook-id"))
        .isEqualTo(PublicId.format(IdKind.EVENT, due.eventId()));
    assertThat(request.header("webhook-timestamp"))
        .isEqualTo(Long.toString(SenderFixture.NOW.getEpochSecond()));
    assertThat(request.header("webhook-signature")).startsWith("v1,");
    assertThat(request.header("pappus-event")).isEqualTo("feedback");
    assertThat(request.header("pappus-delivery"))
        .isEqualTo(PublicId.format(IdKind.DELIVERY, due.deliveryId()));
    assertThat(request.header("pappus-attempt")).isEqualTo("1");
    assertThat(request.header("accept-encoding")).isEmpty();
  }

  @Test
  void keepsTheIdOverAllAttempts() {
    endpoint.thenStatus(503).thenStatus(503).thenStatus(200);
    DueDelivery first = DueFixture.to(endpoint.url());
    DueDelivery second = DueFixture.again(first);

    List<AttemptOutcome> outcomes =
        List.of(
            send(first).outcome(),
            send(second).outcome(),
            send(DueFixture.again(second)).outcome());

    assertThat(outcomes)
        .containsExactly(
            AttemptOutcome.HTTP_ERROR, AttemptOutcome.HTTP_ERROR, AttemptOutcome.DELIVERED);
    assertThat(endpoint.received).extracting(r -> r.header("webhook-id")).hasSize(3);
    assertThat(Set.copyOf(endpoint.received.stream().map(r -> r.header("webhook-id")).toList()))
        .hasSize(1);
    assertThat(endpoint.received)
        .extracting(r -> r.header("pappus-attempt"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void usesAConnectionAgain() {
    for (int i = 0; i < 10; i++) {
      endpoint.thenStatus(200);

      send(DueFixture.to(endpoint.url()));
    }

    // the next call may begin just before the connection is back in the pool
    assertThat(endpoint.connections()).isLessThan(5);
  }

  @Test
  void hidesQueryValuesInWhatItKeeps() {
    endpoint.thenStatus(200);

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.exchange().url()).endsWith("/hook?key=…");
  }

  @Test
  void sendsTheWebhooksOwnHeadersAndHidesSecretOnesInWhatItKeeps() {
    fixture.custom =
        List.of(
            new CustomHeader("X-Api-Key", "k-123", true), new CustomHeader("X-Stage", "qa", false));
    endpoint.thenStatus(200);

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    ScriptedEndpoint.Received request = endpoint.received.get(0);
    assertThat(request.header("x-api-key")).isEqualTo("k-123");
    assertThat(request.header("x-stage")).isEqualTo("qa");
    assertThat(result.exchange().requestHeaders())
        .contains("X-Api-Key: ********", "X-Stage: qa", "Content-Type: application/json")
        .doesNotContain("k-123");
  }

  @Test
  void hearsHowLongToWait() {
    endpoint.thenStatus(429, "Retry-After: 120");

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.HTTP_ERROR);
    assertThat(result.retryAfter()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void takesGoneForGood() {
    endpoint.thenStatus(410);

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.permanent()).isTrue();
  }

  @Test
  void doesNotFollowRedirects() {
    endpoint.thenStatus(302, "Location: " + endpoint.url());

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.HTTP_ERROR);
    assertThat(result.exchange().httpStatus()).isEqualTo(302);
    assertThat(endpoint.received).hasSize(1);
  }

  @Test
  void givesUpOnAnEndpointThatHangs() {
    fixture.attemptTimeout = Duration.ofSeconds(1);
    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.TIMEOUT);
    assertThat(result.took()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
  }

  @Test
  void countsTheBodyTowardTheTimeOut() {
    fixture.attemptTimeout = Duration.ofSeconds(1);
    endpoint.then(
        out -> {
          out.write(ScriptedEndpoint.text("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"));
          dripUntilItFails(out);
          return false;
        });

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.TIMEOUT);
    assertThat(result.exchange().httpStatus()).isEqualTo(200);
  }

  private static void dripUntilItFails(OutputStream out) throws IOException {
    BlockingQueue<Integer> never = new ArrayBlockingQueue<>(1);
    for (int i = 0; i < 500; i++) {
      out.write('x');
      out.flush();
      try {
        never.poll(20, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Test
  void stopsReadingAtTheLimitAndTakesA2xxAsDelivered() {
    endpoint.then(
        out -> {
          out.write(ScriptedEndpoint.text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
          byte[] chunk = ScriptedEndpoint.text("400\r\n" + "x".repeat(1024) + "\r\n");
          for (int i = 0; i < 1_000_000; i++) {
            out.write(chunk);
          }
          return false;
        });

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(result.exchange().truncated()).isTrue();
    assertThat(result.exchange().responseBody()).hasSize(1000);
  }

  @Test
  void callsAnAnswerTooLargeThatTheConnectorHadToRead() {
    fixture.connector.judging =
        response ->
            response.truncated() ? new Verdict(Verdict.Kind.REJECTED, "cut") : Verdict.DELIVERED;
    endpoint.then(
        out -> {
          out.write(ScriptedEndpoint.text("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"));
          out.write(new byte[5000]);
          return true;
        });

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.RESPONSE_TOO_LARGE);
  }

  @Test
  void refusesEndlessHeaders() {
    endpoint.then(
        out -> {
          out.write(ScriptedEndpoint.text("HTTP/1.1 200 OK\r\n"));
          for (int i = 0; i < 1_000; i++) {
            out.write(ScriptedEndpoint.text("X-" + i + ": y\r\n"));
          }
          return false;
        });

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.RESPONSE_TOO_LARGE);
  }

  @Test
  void takesABrokenConnectionForAFailure() {
    endpoint.then(out -> false);

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
    assertThat(endpoint.received).hasSize(1);
  }

  @Test
  void triesOnceMoreWhereAKeptConnectionWasClosed() {
    endpoint.thenStatus(200).then(out -> false).thenStatus(200);
    send(DueFixture.to(endpoint.url()));
    fixture.awaitKeptConnections();

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(endpoint.received).hasSize(3);
  }

  @Test
  void doesNotTryAgainWhenAByteOfTheAnswerCame() {
    endpoint
        .thenStatus(200)
        .then(
            out -> {
              out.write(ScriptedEndpoint.text("HTTP/1.1 2"));
              return false;
            });
    send(DueFixture.to(endpoint.url()));
    fixture.awaitKeptConnections();

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
    assertThat(endpoint.received).hasSize(2);
  }

  @Test
  void triesOnlyOnceMore() {
    endpoint.thenStatus(200).thenStatus(200).then(out -> false).then(out -> false);
    fixture.begin(DueFixture.to(endpoint.url()));
    fixture.begin(DueFixture.to(endpoint.url()));
    fixture.next();
    fixture.next();
    fixture.awaitKeptConnections();

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
    assertThat(endpoint.received).hasSize(4);
  }

  @Test
  void takesNoiseForAFailure() {
    endpoint.then(
        out -> {
          out.write(ScriptedEndpoint.text("SSH-2.0-OpenSSH\r\n\r\n"));
          return false;
        });

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
  }

  @Test
  void tellsWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }

    AttemptResult result = send(DueFixture.to("http://127.0.0.1:" + port + "/"));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
  }

  @Test
  void countsANameThatDoesNotResolve() {
    fixture.resolution = url -> new Resolution.Unresolved("no such name");

    AttemptResult result = send(DueFixture.to("http://nowhere.example/"));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DNS);
    assertThat(result.error()).startsWith("no such name");
  }

  @Test
  void countsAnAddressThatIsRefused() {
    fixture.resolution = url -> new Resolution.Refused("10.0.0.1 is private");

    AttemptResult result = send(DueFixture.to("http://inside.example/"));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.ADDRESS_REFUSED);
    assertThat(endpoint.received).isEmpty();
  }

  @Test
  void countsNothingWhileNoNameServerAnswers() {
    fixture.resolution = url -> new Resolution.Unavailable("silence");

    AttemptResult result = send(DueFixture.to("http://any.example/"));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.NOT_SENT);
  }

  @Test
  void dialsTheVettedAddressUnderTheEndpointsName() {
    endpoint.thenStatus(200);
    String url = endpoint.url().replace("127.0.0.1", "hooks.example.test");

    AttemptResult result = send(DueFixture.to(url));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(endpoint.received.get(0).header("host")).startsWith("hooks.example.test:");
  }

  @Test
  void sendsNothingWhenItMayNot() {
    fixture.sender.send(DueFixture.to(endpoint.url()), true, () -> false, fixture.results::add);

    assertThat(fixture.next().failure()).isEqualTo(AttemptOutcome.NOT_SENT);
    assertThat(endpoint.received).isEmpty();
  }

  @Test
  void givesExactlyOneResultWhenCancelled() {
    fixture.begin(DueFixture.to(endpoint.url()));
    Awaitility.await("the request has left").until(() -> !endpoint.received.isEmpty());

    fixture.sender.cancelAll();

    assertThat(fixture.next().failure()).isEqualTo(AttemptOutcome.NOT_SENT);
    assertThat(fixture.results).isEmpty();
  }

  @Test
  void rejectsWhatTheConnectorCannotRead() {
    fixture.connector.judging =
        response -> {
          throw new IllegalStateException("broken connector");
        };
    endpoint.thenStatus(200);

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.REJECTED);
  }

  @Test
  void keepsTheAnswersBytes() {
    endpoint.then(
        out -> {
          byte[] body = "否\0".getBytes(StandardCharsets.UTF_8);
          out.write(
              ScriptedEndpoint.text(
                  "HTTP/1.1 500 X\r\nContent-Length: " + body.length + "\r\nX-A: b\r\n\r\n"));
          out.write(body);
          return true;
        });

    AttemptResult result = send(DueFixture.to(endpoint.url()));

    assertThat(result.exchange().responseBody()).isEqualTo("否\0".getBytes(StandardCharsets.UTF_8));
    assertThat(new String(headers(result), StandardCharsets.UTF_8)).contains("X-A: b\n");
  }

  private static byte[] headers(AttemptResult result) {
    byte[] headers = result.exchange().responseHeaders();
    return headers == null ? new byte[0] : headers;
  }

  @Test
  void leavesNoThreadBehind() {
    endpoint.thenStatus(200);
    send(DueFixture.to(endpoint.url()));

    fixture.close();

    Awaitility.await("threads end within moments of being told")
        .atMost(Duration.ofSeconds(5))
        .until(() -> fixture.threads() == 0);
    fixture.open();
  }
}
