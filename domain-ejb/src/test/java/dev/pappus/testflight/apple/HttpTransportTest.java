package dev.pappus.testflight.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
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
  void endsWithAWordWhereTheFileBreaksOff() {
    UploadPart part =
        new UploadPart("PUT", URI.create(apple.base() + "/parts/f/0"), 0, 10, Map.of());

    assertThatThrownBy(() -> transport.put(part, () -> new ByteArrayInputStream(new byte[3])))
        .isInstanceOf(AppleUnavailableException.class)
        .hasMessageStartingWith("127.0.0.1 does not answer:");
  }
}
