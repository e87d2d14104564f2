package dev.pappus.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A still WebP picture taken apart (RFC 9649 §2): its size and the chunks that make the picture.
 * Profiles and texts are dropped unread, and canvas and frame must be of one size, so that the
 * reader allocates what we have checked.
 */
final class WebPChunks {
  private static final int RIFF = 0x46464952;
  private static final int WEBP = 0x50424557;
  private static final int EXTENDED = 0x58385056;
  private static final int ALPHA = 0x48504c41;
  private static final int LOSSY = 0x20385056;
  private static final int LOSSLESS = 0x4c385056;

  /** Of the extended header's flags only alpha stays: the chunks of the others are gone. */
  private static final int ALPHA_FLAG = 0x10;

  /** The least that a chunk with a size in it has, and one of alpha. */
  private static final int HEADER_LENGTH = 10;

  private static final int ALPHA_HEADER_LENGTH = 1;

  /** RFC 9649 §2.7.1.2: the alpha is a lossless stream without its header. */
  private static final int COMPRESSED_ALPHA = 1;

  private static final int LOSSLESS_HEADER_LENGTH = 5;

  private final int width;
  private final int height;
  private final byte[] essential;

  private WebPChunks(int width, int height, byte[] essential) {
    this.width = width;
    this.height = height;
    this.essential = essential;
  }

  /** Takes a file apart; null if it is no still WebP picture. */
  static @Nullable WebPChunks parse(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 20 || in.getInt(0) != RIFF || in.getInt(8) != WEBP) {
      return null;
    }
    byte[] kept = new byte[file.length + 1];
    ByteBuffer out = ByteBuffer.wrap(kept).order(ByteOrder.LITTLE_ENDIAN);
    out.put(file, 0, 12);
    long canvas = -1;
    long frame = -1;
    boolean alpha = false;
    int at = 12;
    while (at + 8 <= file.length && frame < 0) {
      int type = in.getInt(at);
      int length = in.getInt(at + 4);
      boolean isShort = length < (type == ALPHA ? ALPHA_HEADER_LENGTH : HEADER_LENGTH);
      // a second alpha would be decoded as well, each for the cost of the whole picture
      if (isShort || length > file.length - at - 8 || (type == ALPHA && alpha)) {
        return null;
      }
      alpha |= type == ALPHA;
      if (type == LOSSY || type == LOSSLESS) {
        frame = type == LOSSY ? lossySize(in, at + 8) : losslessSize(in, at + 8);
      } else if (type == EXTENDED) {
        canvas = size((in.getInt(at + 12) & 0xffffff) + 1, (in.getInt(at + 14) >>> 8) + 1);
      }
      if (type == LOSSY || type == LOSSLESS || type == EXTENDED || type == ALPHA) {
        int start = out.position();
        out.put(file, at, length + 8);
        if (type == EXTENDED) {
          kept[start + 8] &= ALPHA_FLAG;
        }
        if (length % 2 == 1) {
          out.put((byte) 0);
        }
      }
      at += 8 + length + length % 2;
    }
    if (frame < 0 || (canvas >= 0 && canvas != frame)) {
      return null;
    }
    out.putInt(4, out.position() - 8);
    byte[] essential = new byte[out.position()];
    out.flip().get(essential);
    return new WebPChunks((int) (frame >>> 32), (int) frame, essential);
  }

  /** RFC 6386 §9.1: three bytes, the start code, then 14 bits each. */
  private static long lossySize(ByteBuffer in, int at) {
    return size(in.getShort(at + 6) & 0x3fff, in.getShort(at + 8) & 0x3fff);
  }

  /** RFC 9649 §3.4: the signature 0x2f, then 14 bits each, less one. */
  private static long losslessSize(ByteBuffer in, int at) {
    int bits = in.getInt(at + 1);
    return size((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
  }

  private static long size(int width, int height) {
    return (long) width << 32 | height;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Whether what the decoder makes before the first pixel is bounded; see {@link WebPCodes}. */
  boolean isModest() {
    ByteBuffer in = ByteBuffer.wrap(essential).order(ByteOrder.LITTLE_ENDIAN);
    boolean modest = true;
    for (int at = 12; at + 8 <= essential.length && modest; ) {
      int type = in.getInt(at);
      int length = in.getInt(at + 4);
      int start = at + 8;
      int end = start + length;
      if (type == LOSSLESS) {
        modest = WebPCodes.areModest(essential, start + LOSSLESS_HEADER_LENGTH, end, width, height);
      } else if (type == ALPHA && (essential[start] & 3) == COMPRESSED_ALPHA) {
        modest = WebPCodes.areModest(essential, start + ALPHA_HEADER_LENGTH, end, width, height);
      }
      at = end + length % 2;
    }
    return modest;
  }

  /** The file without the chunks that do not make the picture. */
  byte[] essential() {
    return essential;
  }
}
