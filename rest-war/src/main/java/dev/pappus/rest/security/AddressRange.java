package dev.pappus.rest.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of addresses, {@code 10.0.0.0/8} or a single one (RFC 4632 §3.1, RFC 4291 §2.3).
 *
 * @param network its first address
 * @param bits how many leading bits name it
 */
record AddressRange(InetAddress network, int bits) {
  /** With nothing but these the JDK reads an address and asks no name server. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+");

  /**
   * @throws IllegalArgumentException if the text is no range
   */
  static AddressRange parse(String text) {
    String range = text.strip();
    int slash = range.indexOf('/');
    String address = slash < 0 ? range : range.substring(0, slash);
    if (!isAddress(address)) {
      throw new IllegalArgumentException("Not an address or a CIDR range: " + text);
    }
    InetAddress network = read(address);
    int width = network.getAddress().length * 8;
    int bits = slash < 0 ? width : Integer.parseInt(range.substring(slash + 1));
    if (bits < 0 || bits > width) {
      throw new IllegalArgumentException("Not a CIDR range: " + text);
    }
    return new AddressRange(network, bits);
  }

  static boolean isAddress(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      return false;
    }
    try {
      InetAddress.getByName(text);
      return true;
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  static boolean isLoopback(String text) {
    return isAddress(text) && read(text).isLoopbackAddress();
  }

  private static InetAddress read(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Not an address: " + address, e);
    }
  }

  boolean contains(String address) {
    if (!isAddress(address)) {
      return false;
    }
    byte[] mine = network.getAddress();
    byte[] theirs = read(address).getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
