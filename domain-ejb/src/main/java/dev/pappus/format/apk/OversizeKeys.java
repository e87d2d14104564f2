package dev.pappus.format.apk;

/**
 * Looks for DSA keys whose numbers are so long that checking one signature would take minutes. The
 * JDK bounds RSA keys (16,384 bits) and knows elliptic curves by name, but takes any DSA key.
 */
final class OversizeKeys {
  /** DER of the object identifier 1.2.840.10040.4.1, which marks a DSA key (RFC 3279, 2.3.2). */
  private static final byte[] DSA = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x38, 0x04, 0x01
  };

  private static final int INTEGER = 0x02;

  /** 8192 bits and a sign; real DSA keys have 3072 at most. */
  private static final int MAX_NUMBER_BYTES = 1025;

  private OversizeKeys() {}

  static boolean in(byte[] bytes) {
    return hasDsaKey(bytes) && hasLongNumber(bytes);
  }

  private static boolean hasDsaKey(byte[] bytes) {
    for (int at = 0; at + DSA.length <= bytes.length; at++) {
      int same = 0;
      while (same < DSA.length && bytes[at + same] == DSA[same]) {
        same++;
      }
      if (same == DSA.length) {
        return true;
      }
    }
    return false;
  }

  /** Anything that could be read as an INTEGER too long, its length in any form of BER. */
  private static boolean hasLongNumber(byte[] bytes) {
    for (int at = 0; at + 2 < bytes.length; at++) {
      int lengthBytes = bytes[at] == INTEGER ? (bytes[at + 1] & 0xff) - 0x80 : 0;
      if (lengthBytes > 0 && at + 2 + lengthBytes <= bytes.length) {
        long length = 0;
        for (int i = 0; i < lengthBytes && length <= bytes.length; i++) {
          length = (length << 8) | (bytes[at + 2 + i] & 0xff);
        }
        if (length > MAX_NUMBER_BYTES && length <= bytes.length - at - 2 - lengthBytes) {
          return true;
        }
      }
    }
    return false;
  }
}
