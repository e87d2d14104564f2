package dev.pappus.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A PNG file taken apart (W3C PNG, third edition, §5): its header and the chunks that make the
 * picture. Everything else is dropped unread, for a text or profile chunk may unpack to gigabytes.
 */
final class PngChunks {
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int CGBI = 0x43674249;
  private static final Set<Integer> ESSENTIAL =
      Set.of(IHDR, IDAT, 0x504c5445 /* PLTE */, 0x74524e53 /* tRNS */, 0x49454e44 /* IEND */);

  private final boolean cgbi;
  private final byte[] header;
  private final byte[] data;
  private final byte[] essential;

  private PngChunks(boolean cgbi, byte[] header, byte[] data, byte[] essential) {
    this.cgbi = cgbi;
    this.header = header;
    this.data = data;
    this.essential = essential;
  }

  /** Takes a file apart; null if it is no PNG. A cut file gives the chunks that are whole. */
  static @Nullable PngChunks parse(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    if (file.length < 8 || in.getLong() != SIGNATURE) {
      return null;
    }
    boolean cgbi = false;
    byte[] header = null;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream essential = new ByteArrayOutputStream();
    essential.write(file, 0, 8);
    while (in.remaining() >= 12) {
      int at = in.position();
      int length = in.getInt();
      int type = in.getInt();
      if (length < 0 || length > in.remaining() - 4) {
        break;
      }
      boolean again = type == IHDR && header != null;
      if (type == IHDR && header == null && length == 13) {
        header = Arrays.copyOfRange(file, at + 8, at + 8 + length);
      } else if (type == IDAT) {
        data.write(file, at + 8, length);
      }
      cgbi |= type == CGBI;
      if (ESSENTIAL.contains(type) && !again) {
        essential.write(file, at, length + 12);
      }
      in.position(at + length + 12);
    }
    return header == null
        ? null
        : new PngChunks(cgbi, header, data.toByteArray(), essential.toByteArray());
  }

  /** Whether it is Apple's variant, which plain PNG readers refuse. */
  boolean isCgbi() {
    return cgbi;
  }

  int width() {
    return ByteBuffer.wrap(header).getInt(0);
  }

  int height() {
    return ByteBuffer.wrap(header).getInt(4);
  }

  /** Whether it is 8-bit RGBA without interlacing, the only kind CgBI is seen in. */
  boolean isPlainRgba() {
    return header[8] == 8 && header[9] == 6 && header[12] == 0;
  }

  /** All IDAT chunks together. */
  byte[] data() {
    return data;
  }

  /** The file without the chunks that do not make the picture. */
  byte[] essential() {
    return essential;
  }
}
