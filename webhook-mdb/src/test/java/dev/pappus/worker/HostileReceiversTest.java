package dev.pappus.worker;

import static dev.pappus.worker.RawEndpoint.request;
import static dev.pappus.worker.RawEndpoint.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers that mean harm: each call ends in time and as it should, and little of it is kept. */
class HostileReceiversTest {
  /** What may be under way between both sides when the client stops reading: their buffers. */
  private static final long ON_THE_WAY = 16L * 1024 * 1024;

  private static final long ONE_GIB = 1L << 30;
  private static final byte[] BLOCK = text("x".repeat(64 * 1024));
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final SenderFixture fixture = new SenderFixture().open();
  private RawEndpoint endpoint = RawEndpoint.silent();

  @AfterEach
  void close() {
    fixture.close();
    endpoint.close();
  }

  private AttemptResult sendTo(RawEndpoint.Conversation conversation) {
    endpoint.close();
    endpoint = new RawEndpoint(conversation);
    return fixture.send(endpoint.url());
  }

  /** Answers every request with these bytes, and closes the connection. */
  private static RawEndpoint.Conversation answering(byte[]... parts) {
    return (in, out) -> {
      request(in);
      for (byte[] part : parts) {
        out.write(part);
      }
      out.flush();
    };
  }

  private static void writeGibibyte(OutputStream out, byte[] block) throws IOException {
    for (long sent = 0; sent < ONE_GIB; sent += block.length) {
      out.write(block);
    }
  }

  private void assertThatReadingStopped() {
    Awaitility.await("the client to close the connection").until(() -> endpoint.ended() == 1);
    assertThat(endpoint.written()).isLessThan(ON_THE_WAY);
  }

  private static byte[] body(AttemptResult result) {
    byte[] body = result.exchange().responseBody();
    return body == null ? new byte[0] : body;
  }

  private static byte[] headers(AttemptResult result) {
    byte[] headers = result.exchange().responseHeaders();
    return headers == null ? new byte[0] : headers;
  }

  @Test
  void givesUpOnOneThatNeverAnswers() {
    fixture.attemptTimeout = Duration.ofSeconds(1);
    AttemptResult result = fixture.send(endpoint.url());

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.TIMEOUT);
    assertThat(result.error()).contains("answer first");
  }

  @Test
  void givesUpOnOneThatAcceptsAndNeverReads() {
    fixture.attemptTimeout = Duration.ofSeconds(1);
    DueDelivery small = DueFixture.to(endpoint.url());
    DueDelivery large = DueFixture.with(small, new byte[32 * 1024 * 1024]);

    AttemptResult result = fixture.send(large);

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.TIMEOUT);
  }

  @Test
  void givesUpOnOneThatAnswersByteByByte() {
    fixture.attemptTimeout = Duration.ofSeconds(1);
    AttemptResult result =
        sendTo(
            (in, out) -> {
              request(in);
              for (byte b : text(OK + "X-Slow: " + "y".repeat(5000))) {
                out.write(b);
                out.flush();
                if (!endpoint.idle(100)) {
                  return;
                }
              }
            });

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.TIMEOUT);
    Awaitility.await("the client to close the connection").until(() -> endpoint.ended() == 1);
  }

  @Test
  void takesAnEndlessBodyUnder200ForDelivered() {
    AttemptResult result =
        sendTo(
            (in, out) -> {
              request(in);
              out.write(text(OK + "\r\n"));
              writeGibibyte(out, BLOCK);
            });

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(result.exchange().truncated()).isTrue();
    assertThat(body(result)).hasSize(1000);
    assertThatReadingStopped();
  }

  @Test
  void takesAnEndlessBodyUnder500ForFailed() {
    AttemptResult result =
        sendTo(
            (in, out) -> {
              request(in);
              out.write(text("HTTP/1.1 500 No\r\nContent-Length: 1073741824\r\n\r\n"));
              writeGibibyte(out, BLOCK);
            });

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.HTTP_ERROR);
    assertThat(result.exchange().httpStatus()).isEqualTo(500);
    assertThat(body(result)).hasSize(1000);
    assertThatReadingStopped();
  }

  @Test
  void refusesAHeaderOfAGibibyte() {
    AttemptResult result =
        sendTo(
            (in, out) -> {
              request(in);
              out.write(text(OK + "X-Large: "));
              writeGibibyte(out, BLOCK);
            });

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.RESPONSE_TOO_LARGE);
    assertThat(result.error()).contains("shorter headers");
    assertThatReadingStopped();
  }

  @Test
  void refusesHeaderLinesWithoutEnd() {
    AttemptResult result =
        sendTo(
            (in, out) -> {
              request(in);
              out.write(text(OK));
              writeGibibyte(out, text("X-Line: y\r\n".repeat(1000)));
            });

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.RESPONSE_TOO_LARGE);
    assertThatReadingStopped();
  }

  @Test
  void refusesTrailersWithoutEnd() {
    AttemptResult result =
        sendTo(
            (in, out) -> {
              request(in);
              out.write(text(OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n"));
              writeGibibyte(out, text("X-Line: y\r\n".repeat(1000)));
            });

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.RESPONSE_TOO_LARGE);
    assertThatReadingStopped();
  }

  @Test
  void keepsNoMoreOfTheHeadersThanItsLimit() {
    AttemptResult result =
        sendTo(
            answering(text(OK), text(("X-A: " + "y".repeat(1000) + "\r\n").repeat(90) + "\r\n")));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(headers(result)).hasSizeLessThanOrEqualTo(20_000);
  }

  @Test
  void givesUpOnInterimAnswersWithoutEnd() {
    AttemptResult result =
        sendTo(
            (in, out) -> {
              request(in);
              writeGibibyte(out, text("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100)));
            });

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
    assertThat(result.error()).contains("1xx");
    assertThatReadingStopped();
  }

  @Test
  void givesUpOnEmptyLinesWithoutEnd() {
    AttemptResult result =
        sendTo(
            (in, out) -> {
              request(in);
              writeGibibyte(out, text("\r\n".repeat(1000)));
            });

    assertThat(result.outcome()).isIn(AttemptOutcome.CONNECT, AttemptOutcome.RESPONSE_TOO_LARGE);
    assertThatReadingStopped();
  }

  @Test
  void keepsNulAndInvalidUtf8AsTheyCame() {
    byte[] strange = {'a', 0, (byte) 0xff, (byte) 0xc3, 'b'};
    // HttpClient makes blanks of control characters in a field's value (RFC 9110 §5.5 allows it)
    byte[] cleaned = {'a', ' ', (byte) 0xff, (byte) 0xc3, 'b'};

    AttemptResult result =
        sendTo(
            answering(
                text("HTTP/1.1 500 No\r\nContent-Length: 5\r\nX-Strange: "),
                strange,
                text("\r\n\r\n"),
                strange));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.HTTP_ERROR);
    assertThat(body(result)).isEqualTo(strange);
    assertThat(new String(headers(result), StandardCharsets.ISO_8859_1))
        .contains("X-Strange: " + new String(cleaned, StandardCharsets.ISO_8859_1));
  }

  @Test
  void doesNotFollowARedirectToLoopback() {
    try (RawEndpoint inside = RawEndpoint.silent()) {
      AttemptResult result =
          sendTo(
              answering(
                  text("HTTP/1.1 307 X\r\nContent-Length: 0\r\nLocation: "),
                  text(inside.url() + "\r\n\r\n")));

      assertThat(result.outcome()).isEqualTo(AttemptOutcome.HTTP_ERROR);
      assertThat(result.error()).contains("not followed");
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void doesNotUnpackAGzipBomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 1000; i++) {
        gzip.write(new byte[64 * 1024]);
      }
    }

    AttemptResult result =
        sendTo(
            answering(
                text(OK + "Content-Encoding: gzip\r\nContent-Length: " + packed.size()),
                text("\r\n\r\n"),
                packed.toByteArray()));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(body(result)).isEqualTo(Arrays.copyOf(packed.toByteArray(), 1000));
  }

  @Test
  void takesABodyThatEndsTooEarlyForAFailure() {
    AttemptResult result = sendTo(answering(text(OK + "Content-Length: 100\r\n\r\nonly this")));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
    assertThat(result.error()).contains("before its answer was whole");
    assertThat(result.exchange().httpStatus()).isEqualTo(200);
  }

  @Test
  void takesGarbageForAFailure() {
    AttemptResult result =
        sendTo(answering(new byte[] {0x15, 3, 1, 0, 2, 2, 80, '\r', '\n', '\r', '\n'}));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
    assertThat(result.error()).contains("does not answer in HTTP");
  }

  @Test
  void takesAStatusThatIsNoneForAFailure() {
    AttemptResult result =
        sendTo(answering(text("HTTP/1.1 99999 No\r\nContent-Length: 0\r\n\r\n")));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
  }

  @Test
  void takesAChunkOfAnImpossibleSizeForAFailure() {
    AttemptResult result =
        sendTo(
            answering(text(OK + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nxx\r\n")));

    assertThat(result.outcome()).isEqualTo(AttemptOutcome.CONNECT);
  }

  @Test
  void servesTheOthersWhileManyFlood() {
    RawEndpoint.Conversation flood =
        (in, out) -> {
          request(in);
          out.write(text(OK));
          writeGibibyte(out, BLOCK);
        };
    RawEndpoint.Conversation good =
        (in, out) -> {
          while (!request(in).isEmpty()) {
            out.write(text(OK + "Content-Length: 2\r\n\r\nok"));
          }
        };
    try (RawEndpoint bad = new RawEndpoint(flood);
        RawEndpoint fine = new RawEndpoint(good)) {
      for (int i = 0; i < 100; i++) {
        fixture.begin(DueFixture.to((i % 2 == 0 ? bad : fine).url()));
      }

      int delivered = 0;
      int refused = 0;
      for (int i = 0; i < 100; i++) {
        AttemptOutcome outcome = fixture.judged().outcome();
        delivered += outcome == AttemptOutcome.DELIVERED ? 1 : 0;
        refused += outcome == AttemptOutcome.RESPONSE_TOO_LARGE ? 1 : 0;
      }

      assertThat(delivered).isEqualTo(50);
      assertThat(refused).isEqualTo(50);
    }
  }

  @Test
  void keepsNoThreadForOneThatHangs() {
    fixture.close();
    fixture.attemptTimeout = Duration.ofMinutes(1);
    fixture.open();
    RawEndpoint.Conversation good =
        (in, out) -> {
          request(in);
          out.write(text(OK + "Content-Length: 2\r\n\r\nok"));
        };
    try (RawEndpoint fine = new RawEndpoint(good)) {
      fixture.send(fine.url());
      long idle = fixture.threads();

      for (int i = 0; i < 500; i++) {
        fixture.begin(DueFixture.to(endpoint.url()));
      }
      Awaitility.await("500 connections")
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> endpoint.connections() == 500);
      AttemptResult other = fixture.send(fine.url());

      assertThat(other.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
      assertThat(fixture.threads()).isLessThanOrEqualTo(idle + 10);
      assertThat(fixture.results).isEmpty();
    }
  }

  @Test
  void waitsNoLongerThanASecondOrTwoForAConnection() {
    fixture.close();
    fixture.maxInFlight = 1;
    fixture.attemptTimeout = Duration.ofSeconds(15);
    fixture.open();
    fixture.begin(DueFixture.to(endpoint.url()));
    Awaitility.await("the only connection").until(() -> endpoint.connections() == 1);

    AttemptResult second = fixture.send(endpoint.url());

    assertThat(second.outcome()).isEqualTo(AttemptOutcome.NOT_SENT);
    assertThat(second.took()).isLessThan(Duration.ofSeconds(8));
    assertThat(second.exchange()).extracting(Exchange::httpStatus).isNull();
  }
}
