package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.hpack.HeaderListConstraintException;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.jspecify.annotations.Nullable;

/** What the client's exceptions mean, and what the endpoint's owner can do about them. */
final class Failures {

  static final String TOO_LARGE =
      "The answer is too large beside its body. Send fewer and shorter headers, and no stream of"
          + " interim answers or empty frames.";

  private Failures() {}

  /**
   * @param asked whether the request was on its way: before that, what nobody foresaw is our own
   *     fault
   */
  static AttemptOutcome outcome(Throwable cause, boolean asked) {
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
    if (cause instanceof MessageConstraintException || isFlood(cause)) {
      return AttemptOutcome.RESPONSE_TOO_LARGE;
    }
    boolean theirs = cause instanceof IOException || cause instanceof HttpException || asked;
    return theirs ? AttemptOutcome.CONNECT : AttemptOutcome.NOT_SENT;
  }

  /** A header list of HTTP/2 beyond its limits, and what RFC 9113 §7 calls excessive load. */
  private static boolean isFlood(Throwable cause) {
    return has(cause, HeaderListConstraintException.class)
        || (cause instanceof H2ConnectionException h2
            && (h2.getCode() == H2Error.ENHANCE_YOUR_CALM.getCode()
                || mentions(h2, "header list size")));
  }

  /** The failure in words that the endpoint's owner can act on. */
  static String text(Throwable cause, boolean asked) {
    return switch (outcome(cause, asked)) {
      case TLS -> tls(cause);
      case TIMEOUT ->
          "The endpoint did not answer in time. It should answer first and do its work afterwards.";
      case RESPONSE_TOO_LARGE -> TOO_LARGE;
      case CONNECT -> connection(cause);
      case DELIVERED, HTTP_ERROR, REJECTED, DNS, ADDRESS_REFUSED, NOT_SENT ->
          "The call could not be made: " + cause;
    };
  }

  private static String tls(Throwable cause) {
    if (cause instanceof SSLPeerUnverifiedException || mentions(cause, "subject alternative")) {
      return "The endpoint's certificate belongs to another host"
          + detail(cause)
          + ". Correct the URL's host name, or add it to the certificate.";
    }
    if (has(cause, CertificateExpiredException.class)) {
      return "The endpoint's certificate has expired" + detail(cause) + ". Renew it.";
    }
    if (has(cause, CertificateNotYetValidException.class)) {
      return "The endpoint's certificate is not valid yet"
          + detail(cause)
          + ". Check the clocks of both servers.";
    }
    if (has(cause, CertPathBuilderException.class)) {
      return "The endpoint's certificate is not signed by an authority that this server trusts."
          + " Send the intermediate certificates along; for a certificate of your own an operator"
          + " must add its authority to the trust store of this server.";
    }
    if (mentions(cause, "Unsupported or unrecognized SSL message")
        || mentions(cause, "plaintext connection")) {
      return "The endpoint does not speak TLS on this port. Write http:// instead of https://, or"
          + " correct the port.";
    }
    return "No secure connection could be agreed"
        + detail(cause)
        + ". The endpoint must offer TLS 1.2 or 1.3 with a certificate for the URL's host name.";
  }

  private static String connection(Throwable cause) {
    if (cause instanceof ConnectTimeoutException) {
      return "No connection in time. Check the URL's host and port, and that no firewall drops"
          + " connections from this server.";
    }
    if (cause instanceof ProtocolException) {
      return "The endpoint does not answer in HTTP" + detail(cause) + ". Check the URL's port.";
    }
    if (cause instanceof ConnectionClosedException || cause instanceof NoHttpResponseException) {
      return "The endpoint closed the connection before its answer was whole"
          + detail(cause)
          + ". Its log, or that of the proxy before it, should say why.";
    }
    return "The connection failed"
        + detail(cause)
        + ". Check that the endpoint runs and that this server may reach it.";
  }

  private static String detail(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? "" : " (" + message + ")";
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mentions(@Nullable Throwable thrown, String words) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && message.contains(words)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the connection broke, which may have been long before this request. */
  static boolean wasReset(Throwable cause) {
    return cause instanceof NoHttpResponseException
        || cause instanceof ConnectionClosedException
        || (cause instanceof IOException
            && (mentions(cause, "reset") || mentions(cause, "Broken pipe")));
  }

  static boolean isClientDead(Throwable cause) {
    return cause instanceof IOReactorShutdownException;
  }
}
