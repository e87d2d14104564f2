package dev.pappus.worker;

import static dev.pappus.worker.RawEndpoint.request;
import static dev.pappus.worker.RawEndpoint.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.webhook.endpoint.EndpointProxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProxyTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final RawEndpoint plain = new RawEndpoint(this::answer);
  private final RawEndpoint secure = new RawEndpoint(TestCertificates.good(), "", this::answer);
  private final SenderFixture fixture = new SenderFixture().trusting(TestCertificates.trusting());
  private @Nullable RawEndpoint proxy;

  @AfterEach
  void close() {
    fixture.close();
    plain.close();
    secure.close();
    if (proxy != null) {
      proxy.close();
    }
  }

  private void answer(InputStream in, OutputStream out) throws IOException {
    String request = request(in);
    while (!request.isEmpty()) {
      arrived.add(request);
      out.write(text(OK));
      request = request(in);
    }
  }

  /** Passes on as a proxy does, to the port of the URL on the loopback address. */
  private void pass(InputStream in, OutputStream out) throws IOException {
    String head = request(in);
    while (!head.isEmpty()) {
      asked.add(head);
      if (head.startsWith("CONNECT ")) {
        tunnel(head, in, out);
        return;
      }
      out.write(text(OK));
      head = request(in);
    }
  }

  private static void tunnel(String head, InputStream in, OutputStream out) throws IOException {
    int port = Integer.parseInt(head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP")));
    try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), port)) {
      out.write(text("HTTP/1.1 200 Connection established\r\n\r\n"));
      Thread back =
          new Thread(
              () -> {
                try {
                  behind.getInputStream().transferTo(out);
                } catch (IOException closed) {
                  Thread.currentThread().interrupt();
                }
              });
      back.start();
      in.transferTo(behind.getOutputStream());
    }
  }

  private void through(RawEndpoint.Conversation conversation, @Nullable String user) {
    RawEndpoint made = new RawEndpoint(conversation);
    proxy = made;
    fixture.through(new EndpointProxy("proxy.example.test", made.port(), user, "pass word")).open();
  }

  @Test
  void sendsHttpWithTheWholeUrl() {
    through(this::pass, null);

    AttemptResult result = fixture.send("http://hooks.example.test:8080/a?b=c");

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0))
        .startsWith("POST http://hooks.example.test:8080/a?b=c HTTP/1.1\r\n")
        .contains("\r\nHost: hooks.example.test:8080\r\n")
        .doesNotContain("Proxy-Authorization");
  }

  @Test
  void sendsHttpsThroughATunnelByName() {
    through(this::pass, null);

    AttemptResult result = fixture.send(secure.url(TestCertificates.HOST));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0)).startsWith("CONNECT " + TestCertificates.HOST + ":" + secure.port());
    assertThat(arrived).hasSize(1);
    assertThat(arrived.get(0)).startsWith("POST /hook HTTP/1.1\r\n");
    assertThat(result.exchange().timings().connect()).isPositive();
    assertThat(result.exchange().timings().tls()).isPositive();
  }

  @Test
  void tellsTheProxyWhoItIsAtOnce() {
    through(this::pass, "us er");
    String expected =
        "\r\nProxy-Authorization: Basic "
            + Base64.getEncoder()
                .encodeToString("us er:pass word".getBytes(StandardCharsets.UTF_8));

    fixture.send("http://hooks.example.test/");
    fixture.send(secure.url(TestCertificates.HOST));

    assertThat(asked).hasSize(2).allSatisfy(head -> assertThat(head).contains(expected));
    assertThat(arrived.get(0)).doesNotContain("Proxy-Authorization");
  }

  @Test
  void blamesNoEndpointWhenTheProxyWantsAnotherPassword() {
    through(
        (in, out) -> {
          request(in);
          out.write(text("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n"));
        },
        "user");

    AttemptResult tunnel = fixture.send(secure.url(TestCertificates.HOST));
    AttemptResult open = fixture.send("http://hooks.example.test/");

    assertThat(List.of(tunnel, open))
        .allSatisfy(
            result -> {
              assertThat(result.outcome()).isEqualTo(AttemptOutcome.NOT_SENT);
              assertThat(result.error()).contains("pappus.webhook.proxy").contains("password");
            });
  }

  @Test
  void countsAnEndpointThatTheProxyCannotReach() {
    through(
        (in, out) -> {
          request(in);
          out.write(text("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\nnope"));
        },
        null);

    AttemptResult result = fixture.send(secure.url(TestCertificates.HOST));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
    assertThat(result.error()).contains("502").contains("proxy");
    assertThat(arrived).isEmpty();
  }

  @Test
  void blamesNoEndpointWhenTheProxyIsDown() {
    through(this::pass, null);
    RawEndpoint down = proxy;
    if (down != null) {
      down.close();
    }

    AttemptResult result = fixture.send("http://hooks.example.test/");

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.NOT_SENT);
    assertThat(result.error()).contains("pappus.webhook.proxy").contains("cannot be reached");
  }

  @Test
  void refusesAWrongCertificateBehindTheProxy() {
    through(this::pass, null);

    AttemptResult result = fixture.send(secure.url("other.example.test"));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.TLS);
    assertThat(arrived).isEmpty();
  }
}
