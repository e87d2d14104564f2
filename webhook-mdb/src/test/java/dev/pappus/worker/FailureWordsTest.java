package dev.pappus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.DeliveryWords;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down of a failed call is known again by those who show it. */
class FailureWordsTest {

  static Stream<String> texts() {
    return Stream.concat(
        Stream.of(
                new SSLPeerUnverifiedException("no name matches"),
                caused(new CertificateExpiredException("NotAfter")),
                caused(new CertificateNotYetValidException("NotBefore")),
                caused(new CertPathBuilderException("no path")),
                new SSLException("Unsupported or unrecognized SSL message"),
                new SSLHandshakeException("handshake_failure"),
                new SSLHandshakeException(null),
                new ConnectTimeoutException("slow"),
                new SocketTimeoutException("slow"),
                new MessageConstraintException("long"),
                new ProtocolException("no HTTP"),
                new ConnectionClosedException("closed"),
                new IOException("Connection refused\nby peer"))
            .map(cause -> Failures.text(cause, true)),
        Stream.of(
            HttpSender.NO_NAME_SERVER,
            "There is no address for the name a.b" + HttpSender.CHECK_THE_NAME));
  }

  private static SSLException caused(Exception cause) {
    return new SSLHandshakeException("certificate") {
      @Override
      public synchronized Throwable getCause() {
        return cause;
      }
    };
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isSaidInChinese(String text) {
    String said = DeliveryWords.in(Locale.SIMPLIFIED_CHINESE).told(text, Instant::toString);

    assertThat(said).isNotEqualTo(text).containsPattern("\\p{IsHan}");
    assertThat(DeliveryWords.in(Locale.ENGLISH).told(text, Instant::toString).replace('’', '\''))
        .isEqualTo(text);
  }
}
