package dev.pappus.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The way down to what a CMS SignedData wraps (RFC 5652, §3 and §5.1), in the encodings of X.690:
 * lengths may be definite or, for what is entered, indefinite; the content one octet string or one
 * of several.
 *
 * <p>The signature is not looked at: what is found is shown, never trusted. Each step narrows the
 * buffer and none calls itself, so nesting and false lengths cost nothing.
 */
public final class CmsContent {
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int CONSTRUCTED_OCTET_STRING = 0x24;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int CONTEXT_0 = 0xa0;

  /** 1.2.840.113549.1.7.2 and .1. */
  private static final byte[] SIGNED_DATA = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, -9, 13, 1, 7, 2};

  private static final byte[] DATA = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, -9, 13, 1, 7, 1};

  private static final int INDEFINITE = -1;
  private static final int NONE = -2;

  private final ByteBuffer in;

  private CmsContent(byte[] file) {
    this.in = ByteBuffer.wrap(file);
  }

  /** The content; null if the file is no SignedData, is cut, or holds its content elsewhere. */
  public static byte @Nullable [] of(byte[] file) {
    return new CmsContent(file).content();
  }

  private byte @Nullable [] content() {
    boolean found =
        enter(SEQUENCE)
            && is(SIGNED_DATA)
            && enter(CONTEXT_0)
            && enter(SEQUENCE)
            && bytes(INTEGER) != null
            && bytes(SET) != null
            && enter(SEQUENCE)
            && is(DATA)
            && enter(CONTEXT_0);
    if (!found) {
      return null;
    }
    byte[] whole = bytes(OCTET_STRING);
    return whole == null && enter(CONSTRUCTED_OCTET_STRING) ? parts() : whole;
  }

  private byte[] parts() {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part = bytes(OCTET_STRING); part != null; part = bytes(OCTET_STRING)) {
      content.writeBytes(part);
    }
    return content.toByteArray();
  }

  private boolean is(byte[] identifier) {
    return Arrays.equals(bytes(OBJECT_IDENTIFIER), identifier);
  }

  /** Goes into an element; what follows it in its parent is out of reach from then on. */
  private boolean enter(int tag) {
    int length = length(tag);
    if (length >= 0) {
      in.limit(in.position() + length);
    }
    return length != NONE;
  }

  /** The bytes of an element; null, and nothing is read, if the next one is another. */
  private byte @Nullable [] bytes(int tag) {
    int start = in.position();
    int length = length(tag);
    if (length < 0) {
      in.position(start);
      return null;
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /**
   * The length in the header of the next element; NONE if it is another, or longer than is left.
   */
  private int length(int tag) {
    if (in.remaining() < 2 || (in.get(in.position()) & 0xff) != tag) {
      return NONE;
    }
    in.get();
    int first = in.get() & 0xff;
    if (first == 0x80) {
      return INDEFINITE;
    }
    int length = first < 0x80 ? first : longLength(first - 0x80);
    return length < 0 || length > in.remaining() ? NONE : length;
  }

  private int longLength(int octets) {
    if (octets > 4 || octets > in.remaining()) {
      return NONE;
    }
    int length = 0;
    for (int i = 0; i < octets; i++) {
      length = (length << 8) | (in.get() & 0xff);
    }
    return length;
  }
}
