package dev.pappus.shared.net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of addresses in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3).
 *
 * @param prefix the leading bits, as a number
 * @param bits how many of them
 * @param width 32 for IPv4, 128 for IPv6
 */
public record Network(BigInteger prefix, int bits, int width) {

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address without a length.
   *
   * @return empty if it is neither, or if bits are set behind the prefix
   */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    return IpLiteral.parse(address)
        .map(InetAddress::getAddress)
        .flatMap(bytes -> of(bytes, slash < 0 ? bytes.length * 8 : length(text, slash)));
  }

  private static Optional<Network> of(byte[] address, int bits) {
    int width = address.length * 8;
    if (bits < 0 || bits > width) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(1, address);
    BigInteger prefix = value.shiftRight(width - bits);
    return prefix.shiftLeft(width - bits).equals(value)
        ? Optional.of(new Network(prefix, bits, width))
        : Optional.empty();
  }

  private static int length(String text, int slash) {
    String digits = text.substring(slash + 1);
    return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
  }

  /** Whether an address lies in it; one of the other protocol version never does. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length * 8 == width
        && new BigInteger(1, bytes).shiftRight(width - bits).equals(prefix);
  }

  /** Whether some address lies in both. */
  public boolean overlaps(Network other) {
    int shared = Math.min(bits, other.bits);
    return width == other.width
        && prefix.shiftRight(bits - shared).equals(other.prefix.shiftRight(other.bits - shared));
  }

  /** How many addresses lie in it. */
  public BigInteger size() {
    return BigInteger.ONE.shiftLeft(width - bits);
  }

  /** Its lowest address. */
  public InetAddress first() {
    return address(prefix.shiftLeft(width - bits));
  }

  /** Its highest address. */
  public InetAddress last() {
    return address(prefix.shiftLeft(width - bits).add(size()).subtract(BigInteger.ONE));
  }

  private InetAddress address(BigInteger value) {
    byte[] address = new byte[width / 8];
    // as many as are needed, with a sign in front where the first bit is set
    byte[] number = value.toByteArray();
    int length = Math.min(number.length, address.length);
    System.arraycopy(number, number.length - length, address, address.length - length, length);
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }
}
