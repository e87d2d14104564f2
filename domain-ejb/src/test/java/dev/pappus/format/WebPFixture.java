package dev.pappus.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes lossless WebP pictures bit by bit (RFC 9649 §3), all of one colour, and with what no
 * encoder would spend on that: transforms and groups of codes.
 */
public final class WebPFixture {
  private static final int[] LENGTH_ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int pending;
  private int pendingBits;

  private WebPFixture() {}

  /** A picture of so many pixels a side, in opaque red. */
  public static byte[] red(int side) {
    return lossless(side, side, new WebPFixture().bits(0, 1).bits(0, 1).bits(0, 1).groups(1, 255));
  }

  /** The same with so many groups of codes, of which one is used. */
  public static byte[] withGroups(int side, int groups) {
    WebPFixture stream = new WebPFixture().bits(0, 1).bits(0, 1).bits(1, 1).bits(0, 3);
    // a picture of the groups' numbers, in red and green: the highest one, then zeros
    int highest = groups - 1;
    stream.bits(0, 1).oneOf(highest & 0xff).oneOf(highest >> 8).only(0).only(0).only(0);
    int blocks = (side + 3) / 4;
    stream.bits((highest & 0xff) > 0 ? 1 : 0, (highest & 0xff) > 0 ? 1 : 0);
    stream.bits(highest >> 8 > 0 ? 1 : 0, highest >> 8 > 0 ? 1 : 0);
    for (int i = 1; i < blocks * blocks; i++) {
      stream.bits(0, (highest & 0xff) > 0 ? 1 : 0).bits(0, highest >> 8 > 0 ? 1 : 0);
    }
    return lossless(side, side, stream.groups(groups, 255));
  }

  /** The same behind so many predictors, each of which has a picture of its own. */
  public static byte[] withTransforms(int side, int transforms) {
    WebPFixture stream = new WebPFixture();
    for (int i = 0; i < transforms; i++) {
      stream.bits(1, 1).bits(0, 2).bits(0, 3).bits(0, 1).groups(1, 0);
    }
    return lossless(side, side, stream.bits(0, 1).bits(0, 1).bits(0, 1).groups(1, 255));
  }

  /** A transparent picture by codes of all symbols, with words of up to fifteen bits. */
  public static byte[] withLongCodes(int side) {
    WebPFixture stream = new WebPFixture().bits(0, 3);
    stream.longCode(280).longCode(256).longCode(256).longCode(256).only(0);
    for (int i = 0; i < side * side; i++) {
      stream.bits(0, 4);
    }
    return lossless(side, side, stream);
  }

  private WebPFixture groups(int count, int red) {
    for (int i = 0; i < count; i++) {
      only(0).only(red).only(0).only(255).only(0);
    }
    return this;
  }

  /** A code of one symbol, which takes no bits. */
  private WebPFixture only(int symbol) {
    return symbol < 2
        ? bits(1, 1).bits(0, 1).bits(0, 1).bits(symbol, 1)
        : bits(1, 1).bits(0, 1).bits(1, 1).bits(symbol, 8);
  }

  /** A code of 0 and that symbol, of one bit each. */
  private WebPFixture oneOf(int symbol) {
    return symbol == 0 ? only(0) : bits(1, 1).bits(1, 1).bits(0, 1).bits(0, 1).bits(symbol, 8);
  }

  /** A code in which 0 has one bit, and most symbols have nine to fifteen. */
  private WebPFixture longCode(int symbols) {
    bits(0, 1).bits(15, 4);
    for (int length : LENGTH_ORDER) {
      bits(length < 13 ? 4 : 5, 3);
    }
    bits(0, 1);
    // as many rows of 9, 10 ... 14, 15, 15, each of which takes the place of one word of eight bits
    int rows = symbols / 8 - 1;
    int words = 0;
    for (int length = 1; length <= 8; length++) {
      if (((256 - rows) & (256 >> length)) != 0) {
        length(length);
        words++;
      }
    }
    for (int i = 0; i < rows * 8; i++) {
      length(Math.min(15, 9 + i % 8));
    }
    for (int i = words + rows * 8; i < symbols; i++) {
      length(0);
    }
    return this;
  }

  /** The word of a length: 0 to 12 have four bits, the others five; highest bit first. */
  private void length(int length) {
    int word = length < 13 ? length : 26 + length - 13;
    int count = length < 13 ? 4 : 5;
    for (int i = count - 1; i >= 0; i--) {
      bits(word >> i & 1, 1);
    }
  }

  private WebPFixture bits(int value, int count) {
    for (int i = 0; i < count; i++) {
      pending |= (value >> i & 1) << pendingBits++;
      if (pendingBits == 8) {
        bytes.write(pending);
        pending = 0;
        pendingBits = 0;
      }
    }
    return this;
  }

  private static byte[] lossless(int width, int height, WebPFixture stream) {
    stream.bits(0, 15);
    byte[] codes = stream.bytes.toByteArray();
    int length = 5 + codes.length;
    ByteBuffer file = ByteBuffer.allocate(20 + length + length % 2).order(ByteOrder.LITTLE_ENDIAN);
    return file.put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(file.capacity() - 8)
        .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
        .putInt(length)
        .put((byte) 0x2f)
        .putInt((height - 1) << 14 | (width - 1))
        .put(codes)
        .array();
  }
}
