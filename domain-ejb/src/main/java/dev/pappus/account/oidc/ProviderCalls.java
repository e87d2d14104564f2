package dev.pappus.account.oidc;

import dev.pappus.account.ExternalSignInException;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.net.IpLiteral;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.jspecify.annotations.Nullable;

/**
 * Calls to the provider: by TLS, no redirects, a few hundred kilobytes at most, within the time
 * that is set. By {@link HttpURLConnection}, which has no threads of its own that would outlive the
 * application.
 */
@ApplicationScoped
public class ProviderCalls {
  /** Many times what any provider sends. */
  static final int MAX_BYTES = 512 * 1024;

  /** A provider that does not answer must not keep all threads of the server waiting. */
  private static final int AT_ONCE = 16;

  private static final int CHUNK = 8192;
  private static final System.Logger LOG = System.getLogger(ProviderCalls.class.getName());

  @Inject OidcSettings settings;

  /** By TLS, or without leaving this machine. */
  static boolean isAllowed(URI url) {
    String host = url.getHost();
    if (host == null || url.getScheme() == null || url.getUserInfo() != null) {
      return false;
    }
    return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> true;
      case "http" -> isLoopback(host);
      default -> false;
    };
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || IpLiteral.parse(host).filter(address -> address.isLoopbackAddress()).isPresent();
  }

  /**
   * @param headers of the request
   * @throws ExternalSignInException {@code sign-in-unavailable}
   */
  @Bulkhead(AT_ONCE)
  @Fallback(fallbackMethod = "busy", applyOn = BulkheadException.class)
  public String get(URI url, Map<String, String> headers) {
    return call(url, headers, null);
  }

  /**
   * @param form URL-encoded
   * @throws ExternalSignInException {@code sign-in-unavailable}; {@code sign-in-answer-invalid} if
   *     the provider refuses what is sent (RFC 6749 §5.2)
   */
  @Bulkhead(AT_ONCE)
  @Fallback(fallbackMethod = "busy", applyOn = BulkheadException.class)
  public String post(URI url, Map<String, String> headers, String form) {
    return call(url, headers, form);
  }

  /** Too many calls wait for it already. */
  public String busy(URI url, Map<String, String> headers) {
    throw failed(url, "too many calls at once", null);
  }

  public String busy(URI url, Map<String, String> headers, String form) {
    return busy(url, headers);
  }

  private String call(URI url, Map<String, String> headers, @Nullable String form) {
    if (!isAllowed(url)) {
      throw failed(url, "the address is neither https nor of this machine", null);
    }
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      try {
        return exchange(url, connection, headers, form);
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw failed(url, e.toString(), e);
    }
  }

  private String exchange(
      URI url, HttpURLConnection connection, Map<String, String> headers, @Nullable String form)
      throws IOException {
    long deadline = System.nanoTime() + settings.timeout().toNanos();
    int millis = (int) settings.timeout().toMillis();
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", "application/json");
    headers.forEach(connection::setRequestProperty);
    if (form != null) {
      byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
      // the length known beforehand: a code is never sent a second time behind our back
      connection.setFixedLengthStreamingMode(bytes.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(bytes);
      }
    }
    int status = connection.getResponseCode();
    if (form != null && status == HttpURLConnection.HTTP_BAD_REQUEST) {
      LOG.log(Level.INFO, LogLine.of("oidc.refused").with("url", url).toString());
      throw ExternalSignInException.answerInvalid();
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw failed(url, "status " + status, null);
    }
    return read(connection.getInputStream(), deadline);
  }

  private static String read(@Nullable InputStream stream, long deadline) throws IOException {
    if (stream == null) {
      return "";
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try (stream) {
      for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
        body.write(chunk, 0, n);
        if (body.size() > MAX_BYTES) {
          throw new IOException("more than " + MAX_BYTES + " bytes");
        }
        if (System.nanoTime() > deadline) {
          throw new IOException("not within the time");
        }
      }
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private static ExternalSignInException failed(URI url, String why, @Nullable IOException cause) {
    LOG.log(
        Level.WARNING,
        LogLine.of("oidc.provider-unavailable").with("url", url).with("why", why).toString());
    ExternalSignInException problem = ExternalSignInException.unavailable();
    if (cause != null) {
      problem.initCause(cause);
    }
    return problem;
  }
}
