package dev.pappus.worker;

import static dev.pappus.worker.RawEndpoint.request;
import static dev.pappus.worker.RawEndpoint.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.Timings;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TlsTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final SenderFixture fixture =
      new SenderFixture().trusting(TestCertificates.trusting()).open();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static RawEndpoint endpoint(SSLContext server) {
    return new RawEndpoint(
        server,
        "",
        (in, out) -> {
          while (!request(in).isEmpty()) {
            out.write(text(OK));
          }
        });
  }

  private AttemptResult send(SSLContext server, String host) {
    try (RawEndpoint endpoint = endpoint(server)) {
      return fixture.send(endpoint.url(host));
    }
  }

  @Test
  void takesACertificateForTheNameOfTheUrl() {
    AttemptResult result = send(TestCertificates.good(), TestCertificates.HOST);

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
  }

  @Test
  void refusesACertificateForAnotherName() {
    AttemptResult result = send(TestCertificates.good(), "other.example.test");

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.TLS);
    assertThat(result.error()).contains("belongs to another host").contains("host name");
  }

  @Test
  void refusesAnExpiredCertificate() {
    AttemptResult result = send(TestCertificates.expired(), TestCertificates.HOST);

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.TLS);
    assertThat(result.error()).contains("has expired").contains("Renew it");
  }

  @Test
  void refusesASelfSignedCertificate() {
    AttemptResult result = send(TestCertificates.selfSigned(), TestCertificates.HOST);

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.TLS);
    assertThat(result.error()).contains("not signed by an authority").contains("trust store");
  }

  @Test
  void tellsAnEndpointThatSpeaksNoTls() {
    try (RawEndpoint plain =
        new RawEndpoint((in, out) -> out.write(text("HTTP/1.1 400 Bad Request\r\n\r\n")))) {
      AttemptResult result = fixture.send(plain.url().replace("http:", "https:"));

      assertThat(result.outcome()).isEqualTo(AttemptOutcome.TLS);
      assertThat(result.error()).contains("http://");
    }
  }

  @Test
  void givesUpOnAHandshakeThatHangs() {
    fixture.close();
    fixture.connectTimeout = Duration.ofSeconds(1);
    fixture.open();
    try (RawEndpoint silent = RawEndpoint.silent()) {
      AttemptResult result = fixture.send(silent.url().replace("http:", "https:"));

      assertThat(result.outcome()).isIn(AttemptOutcome.TLS, AttemptOutcome.TIMEOUT);
      assertThat(result.took()).isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void measuresThePhasesOfANewConnectionAlone() {
    try (RawEndpoint endpoint = endpoint(TestCertificates.good())) {
      String url = endpoint.url(TestCertificates.HOST);
      Timings first = fixture.send(url).exchange().timings();
      // the next call may begin just before the connection is back in the pool
      Timings second = fixture.send(url).exchange().timings();
      for (int i = 0; i < 10 && second.connect() != null; i++) {
        second = fixture.send(url).exchange().timings();
      }

      assertThat(first.dns()).isNull();
      assertThat(first.connect()).isPositive();
      assertThat(first.tls()).isPositive();
      assertThat(first.firstByte()).isNotNull();
      assertThat(second.connect()).isNull();
      assertThat(second.tls()).isNull();
      assertThat(second.firstByte()).isNotNull();
    }
  }

  @Test
  void measuresConnectingAloneWithoutTls() {
    try (RawEndpoint endpoint =
        new RawEndpoint(
            (in, out) -> {
              request(in);
              out.write(text(OK));
            })) {
      Timings timings = fixture.send(endpoint.url()).exchange().timings();

      assertThat(timings.connect()).isPositive();
      assertThat(timings.tls()).isNull();
    }
  }
}
