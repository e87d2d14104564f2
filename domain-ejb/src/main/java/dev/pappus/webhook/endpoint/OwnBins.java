package dev.pappus.webhook.endpoint;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The own-host exception of the address guard: a webhook may point at a request bin of this very
 * server, whose address is loopback or private in most installations, and at nothing else on it.
 *
 * <p>The path is compared as it is written and sent, and may hold only letters, digits, {@code -}
 * and {@code _} between its slashes: no dots, escapes, parameters or empty segments, so that no
 * proxy or server can read another path out of it.
 */
@ApplicationScoped
public class OwnBins {
  /** Where bins take their requests; what follows is the token. */
  public static final String PATH = "/bin/";

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  /** 160 random bits. */
  private static final int TOKEN_LENGTH = 32;

  private static final Pattern TOKEN = Pattern.compile("[" + DIGITS + "]{" + TOKEN_LENGTH + "}");
  private static final Pattern REST = Pattern.compile(TOKEN + "(/[A-Za-z0-9_-]+){0,20}/?");

  @Inject PublicUrls urls;

  /** A new, unguessable token. */
  public static String newToken(SecureRandom random) {
    StringBuilder token = new StringBuilder(TOKEN_LENGTH);
    for (int i = 0; i < TOKEN_LENGTH; i++) {
      token.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return token.toString();
  }

  /** Whether a text has the form of a token. */
  public static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  /**
   * Whether it points at a bin of ours by {@code pappus.public-url}: same scheme, host and port.
   */
  boolean admits(EndpointUrl url) {
    EndpointUrl own;
    try {
      own = EndpointUrl.parse(urls.of(PATH));
    } catch (DomainException noEndpoint) {
      // an address that no webhook can have, a blocked port for example
      return false;
    }
    String prefix = own.uri().getRawPath();
    String path = url.uri().getRawPath();
    return url.tls() == own.tls()
        && url.host().equals(own.host())
        && url.port() == own.port()
        && path.startsWith(prefix)
        && REST.matcher(path.substring(prefix.length())).matches();
  }
}
