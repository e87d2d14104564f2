package dev.pappus.shared.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses written as text, read strictly and never looked up: an IPv4 address only as a dotted
 * quad without leading zeros, an IPv6 address without brackets and without a zone (RFC 3986
 * §3.2.2).
 *
 * <p>The JDK alone would accept {@code 2130706433}, {@code 127.1} and {@code 0177.0.0.1}, the last
 * as another address than the C library reads.
 */
public final class IpLiteral {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]+");

  private IpLiteral() {}

  /** The address; empty if the text is none. An IPv4-mapped IPv6 address becomes its IPv4 one. */
  public static Optional<InetAddress> parse(String text) {
    boolean ipv4 = IPV4.matcher(text).matches();
    boolean ipv6 = text.indexOf(':') >= 0 && IPV6_CHARACTERS.matcher(text).matches();
    if (!ipv4 && !ipv6) {
      return Optional.empty();
    }
    int lastColon = text.lastIndexOf(':');
    if (ipv6 && text.indexOf('.') >= 0 && !IPV4.matcher(text.substring(lastColon + 1)).matches()) {
      return Optional.empty();
    }
    try {
      // with these characters the JDK parses or refuses; it asks no name server
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }
}
