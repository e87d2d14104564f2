package dev.pappus.format.apk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes Android's binary chunks, little-endian. */
final class ChunkWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ChunkWriter u8(int value) {
    out.write(value);
    return this;
  }

  ChunkWriter u16(int value) {
    return u8(value & 0xff).u8(value >>> 8 & 0xff);
  }

  ChunkWriter u32(int value) {
    return u16(value & 0xffff).u16(value >>> 16);
  }

  ChunkWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  /** A chunk: {@code header} are the bytes of its header after the first eight. */
  static byte[] chunk(int type, byte[] header, byte[] body) {
    return new ChunkWriter()
        .u16(type)
        .u16(8 + header.length)
        .u32(8 + header.length + body.length)
        .bytes(header)
        .bytes(body)
        .toByteArray();
  }

  /** Strings in the order they were first asked for. */
  static final class Strings {
    private final List<String> strings = new ArrayList<>();

    int index(String text) {
      if (!strings.contains(text)) {
        strings.add(text);
      }
      return strings.indexOf(text);
    }

    byte[] pool() {
      ChunkWriter offsets = new ChunkWriter();
      ByteArrayOutputStream texts = new ByteArrayOutputStream();
      for (String text : strings) {
        offsets.u32(texts.size());
        texts.writeBytes(encoded(text));
      }
      while (texts.size() % 4 != 0) {
        texts.write(0);
      }
      byte[] header =
          new ChunkWriter()
              .u32(strings.size())
              .u32(0)
              .u32(0)
              .u32(28 + strings.size() * 4)
              .u32(0)
              .toByteArray();
      return chunk(
          0x0001,
          header,
          new ChunkWriter().bytes(offsets.toByteArray()).bytes(texts.toByteArray()).toByteArray());
    }

    private static byte[] encoded(String text) {
      ByteBuffer bytes = ByteBuffer.allocate(4 + text.length() * 2).order(ByteOrder.LITTLE_ENDIAN);
      return bytes
          .putShort((short) text.length())
          .put(text.getBytes(StandardCharsets.UTF_16LE))
          .putShort((short) 0)
          .array();
    }
  }
}
