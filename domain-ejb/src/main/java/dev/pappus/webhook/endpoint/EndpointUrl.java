package dev.pappus.webhook.endpoint;

import com.google.common.collect.ImmutableSet;
import dev.pappus.shared.net.IpLiteral;
import dev.pappus.shared.text.InvalidTextException;
import dev.pappus.shared.text.TextRules;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a webhook points: an http or https URL, read strictly, its host in ASCII.
 *
 * <p>Read by our own code: {@link URI} has no host for international names and for names with an
 * underscore, and two parsers that disagree about the host are how address guards are passed. What
 * is doubtful is refused: user information, backslashes, blanks and control characters inside,
 * numbers that are no dotted quad, an IPv6 zone, ports that browsers block. Blanks around are
 * trimmed; a fragment is dropped, since it is never sent (RFC 9110 §7.1); what is not ASCII in path
 * and query is percent-encoded as UTF-8 (RFC 3987 §3.1).
 */
public final class EndpointUrl {
  private static final int MAX_LENGTH = 2048;

  /** RFC 1035 §2.3.4 leaves 253 characters for a name in text. */
  private static final int MAX_NAME_LENGTH = 253;

  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)");
  private static final Pattern PORT_AND_REST = Pattern.compile("[0-9]{1,5}([/?#].*)?");
  private static final Pattern AUTHORITY = Pattern.compile("([^/?#]*)([^#]*)(#.*)?");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::([0-9]{1,5}))?");

  /** RFC 1123 §2.1, and the underscore, which names in the field have. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

  /** WHATWG URL, "ends in a number checker": such a host would be read as an IPv4 address. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  /** RFC 3986 §3.3, §3.4: what may stand in path and query, beside letters, digits and escapes. */
  private static final String PATH_AND_QUERY_MARKS = "._~!$&'()*+,;=:@/?-";

  /** WHATWG Fetch, "bad port", as of 2026. */
  private static final ImmutableSet<Integer> BLOCKED_PORTS =
      IntStream.of(
              0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87,
              95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143,
              161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556,
              563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190,
              5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080)
          .boxed()
          .collect(ImmutableSet.toImmutableSet());

  private final URI uri;
  private final String host;
  private final int port;
  private final boolean tls;

  private EndpointUrl(URI uri, String host, int port, boolean tls) {
    this.uri = uri;
    this.host = host;
    this.port = port;
    this.tls = tls;
  }

  /**
   * Reads a URL as a person typed it.
   *
   * @throws InvalidTextException {@code text-invalid} for a NUL or half a surrogate pair
   * @throws UnsupportedSchemeException {@code url-scheme} if it is neither http nor https
   * @throws InvalidUrlException {@code url-invalid} if it is no URL, or one of those refused above
   */
  public static EndpointUrl parse(@Nullable String text) {
    String url = text == null ? "" : text.strip();
    if (!TextRules.isStorable(url)) {
      throw new InvalidTextException("url");
    }
    if (url.isEmpty()) {
      throw new InvalidUrlException("The URL is missing.");
    }
    if (url.length() > MAX_LENGTH) {
      throw tooLong();
    }
    if (url.codePoints().anyMatch(EndpointUrl::isForbiddenAnywhere)) {
      throw new InvalidUrlException(
          "The URL must not hold blanks, control characters or backslashes.");
    }
    Matcher scheme = SCHEME.matcher(url);
    if (!scheme.matches() || PORT_AND_REST.matcher(scheme.group(2)).matches()) {
      throw new InvalidUrlException("The URL has no scheme: it must begin with http or https.");
    }
    String name = scheme.group(1).toLowerCase(Locale.ROOT);
    if (!name.equals("http") && !name.equals("https")) {
      throw new UnsupportedSchemeException();
    }
    if (!scheme.group(2).startsWith("//")) {
      throw new InvalidUrlException("The URL must begin with " + name + "://.");
    }
    return parse(name, scheme.group(2).substring(2));
  }

  private static EndpointUrl parse(String scheme, String rest) {
    Matcher parts = AUTHORITY.matcher(rest);
    if (!parts.matches()) {
      throw new InvalidUrlException("The URL cannot be read.");
    }
    String authority = parts.group(1);
    if (authority.indexOf('@') >= 0) {
      throw new InvalidUrlException("The URL must not hold a user name or password.");
    }
    Matcher hostAndPort = HOST_AND_PORT.matcher(authority);
    if (!hostAndPort.matches()) {
      throw new InvalidUrlException("The URL's host or port cannot be read.");
    }
    String host = host(hostAndPort.group(1));
    boolean tls = scheme.equals("https");
    String portText = hostAndPort.group(2);
    int port = portText == null ? (tls ? 443 : 80) : port(portText);
    String written =
        scheme
            + "://"
            + (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
            + (portText == null ? "" : ":" + port)
            + pathAndQuery(parts.group(2));
    if (written.length() > MAX_LENGTH) {
      throw tooLong();
    }
    try {
      return new EndpointUrl(new URI(written), host, port, tls);
    } catch (URISyntaxException e) {
      throw new InvalidUrlException("The URL cannot be read.");
    }
  }

  private static InvalidUrlException tooLong() {
    return new InvalidUrlException("The URL is longer than " + MAX_LENGTH + " characters.");
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port > 65535) {
      throw new InvalidUrlException("The URL's port must be at most 65535.");
    }
    if (BLOCKED_PORTS.contains(port)) {
      throw new InvalidUrlException(
          "Port " + port + " belongs to another protocol and is blocked, as in browsers.");
    }
    return port;
  }

  private static String host(String text) {
    if (text.startsWith("[")) {
      String inner = text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT);
      if (inner.indexOf(':') < 0 || IpLiteral.parse(inner).isEmpty()) {
        throw new InvalidUrlException("The URL's IPv6 address cannot be read.");
      }
      return inner;
    }
    String ascii = ascii(text);
    String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    String[] labels = name.split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw new InvalidUrlException("The URL's host is missing or is no host name.");
      }
    }
    if (name.length() > MAX_NAME_LENGTH) {
      throw new InvalidUrlException("The URL's host name is too long.");
    }
    if (NUMBER.matcher(labels[labels.length - 1]).matches() && IpLiteral.parse(name).isEmpty()) {
      throw new InvalidUrlException(
          "An IPv4 address must be written as four decimal numbers without leading zeros.");
    }
    return name;
  }

  /** By IDNA (RFC 3490), which also folds full-width digits and dots: so before all judging. */
  private static String ascii(String host) {
    if (host.chars().allMatch(c -> c < 0x80)) {
      return host.toLowerCase(Locale.ROOT);
    }
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new InvalidUrlException("The URL's host is no international host name.");
    }
  }

  /** By hand: a regular expression with a repeated choice overflows the stack on long input. */
  private static String pathAndQuery(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c >= 0x80) {
        encode(c, out);
      } else if (isAsciiLetterOrDigit(c)
          || PATH_AND_QUERY_MARKS.indexOf(c) >= 0
          || (c == '%' && isHex(text, i + 1) && isHex(text, i + 2))) {
        out.append((char) c);
      } else {
        throw new InvalidUrlException(
            "The URL's path or query holds characters that must be percent-encoded.");
      }
    }
    return out.toString();
  }

  private static boolean isAsciiLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isHex(String text, int index) {
    return index < text.length() && HexFormat.isHexDigit(text.charAt(index));
  }

  private static void encode(int codePoint, StringBuilder out) {
    HexFormat hex = HexFormat.of().withUpperCase();
    for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(hex.toHexDigits(b));
    }
  }

  private static boolean isForbiddenAnywhere(int c) {
    return Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\\'
        // invisible: soft hyphen, joiners, direction marks, byte order mark
        || Character.getType(c) == Character.FORMAT;
  }

  /** The URL as it is stored and sent: without fragment, in ASCII. Its own host may be null. */
  public URI uri() {
    return uri;
  }

  /** The host in lower case: a name, an IPv4 address, or an IPv6 address without brackets. */
  public String host() {
    return host;
  }

  /** The port to dial, the scheme's own where none is written. */
  public int port() {
    return port;
  }

  /** Whether it is https. */
  public boolean tls() {
    return tls;
  }

  /** The address, where the host is one. */
  Optional<InetAddress> literal() {
    return IpLiteral.parse(host);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EndpointUrl url && uri.equals(url.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  /** Scheme, host and port alone: path and query may hold a secret. */
  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }
}
