package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.reactor.IOReactorShutdownException;

/** What the client's exceptions mean. */
final class Failures {

  private Failures() {}

  static AttemptOutcome outcome(Throwable cause) {
    if (isClientDead(cause)
        || cause instanceof ConnectionRequestTimeoutException
        || cause instanceof TimeoutException) {
      // our own pool or client
      return AttemptOutcome.NOT_SENT;
    }
    if (cause instanceof ConnectTimeoutException) {
      return AttemptOutcome.CONNECT;
    }
    if (cause instanceof SocketTimeoutException) {
      return AttemptOutcome.TIMEOUT;
    }
    if (cause instanceof SSLException) {
      return AttemptOutcome.TLS;
    }
    if (cause instanceof MessageConstraintException) {
      return AttemptOutcome.RESPONSE_TOO_LARGE;
    }
    if (cause instanceof IOException || cause instanceof HttpException) {
      return AttemptOutcome.CONNECT;
    }
    return AttemptOutcome.NOT_SENT;
  }

  /** The failure in words that its owner can act on. */
  static String text(Throwable cause) {
    String detail = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return switch (outcome(cause)) {
      case TLS ->
          "The endpoint's certificate or TLS settings are not acceptable"
              + detail
              + ". Check that the URL's host name is in the certificate.";
      case TIMEOUT -> "The endpoint did not answer in time.";
      case RESPONSE_TOO_LARGE -> "The answer's headers are too large.";
      case CONNECT ->
          cause instanceof ProtocolException
              ? "The endpoint does not speak HTTP" + detail
              : "The connection failed" + detail;
      case DELIVERED, HTTP_ERROR, REJECTED, DNS, ADDRESS_REFUSED, NOT_SENT ->
          "The call could not be made: " + cause;
    };
  }

  /** Whether the connection broke before a byte of the answer. */
  static boolean wasReset(Throwable cause) {
    return cause instanceof NoHttpResponseException
        || cause instanceof ConnectionClosedException
        || (cause instanceof IOException
            && cause.getMessage() != null
            && cause.getMessage().contains("reset"));
  }

  static boolean isClientDead(Throwable cause) {
    return cause instanceof IOReactorShutdownException || cause instanceof IllegalStateException;
  }
}
