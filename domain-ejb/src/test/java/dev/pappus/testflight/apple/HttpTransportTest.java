package dev.pappus.testflight.apple;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the hand-over's own tests do not show of the transport. */
class HttpTransportTest {
  private final HttpTransport transport = AppleFixture.transport(Clock.systemUTC());
  private final AppleStandIn apple =
      new AppleStandIn(AppleFixture.keyPair().getPublic(), "k", "i", Clock.systemUTC());

  @AfterEach
  void close() {
    apple.close();
    transport.stop();
  }

  @Test
  void takesAnInterruptOffTheThread() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> transport.get(URI.create(apple.base() + "/v1/apps"), "token"))
        .isInstanceOf(AppleCallStoppedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void readsRetryAfterAndBodiesThatAreNoObject() {
    apple.answering("GET /v1/apps", 429, "slow down", "7");

    AppleAnswer answer = transport.get(URI.create(apple.base() + "/v1/apps"), "token");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.retryAfter()).hasSeconds(7);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void waitsNotForEverForTheRestOfAnAnswer() throws IOException {
    transport.bodyTime = Duration.ofMillis(50);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Socket> held = CompletableFuture.supplyAsync(() -> answerHalf(server));
      URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");

      assertThatThrownBy(() -> transport.send("POST", uri, "token", JsonObject.EMPTY_JSON_OBJECT))
          .isInstanceOf(AppleUnavailableException.class);

      held.join().close();
    }
  }

  private static Socket answerHalf(ServerSocket server) {
    try {
      Socket socket = server.accept();
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".getBytes(US_ASCII));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void endsWithAWordWhereTheFileBreaksOff() {
    UploadPart part =
        new UploadPart("PUT", URI.create(apple.base() + "/parts/f/0"), 0, 10, Map.of());

    assertThatThrownBy(() -> transport.put(part, () -> new ByteArrayInputStream(new byte[3])))
        .isInstanceOf(AppleUnavailableException.class)
        .hasMessageStartingWith("127.0.0.1 does not answer:");
  }
}
