package dev.pappus.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zip archives in memory, also such as no honest tool would write. */
public final class ZipFixture {
  private final List<Entry> entries = new ArrayList<>();
  private int countOnTop;
  private byte[] beforeDirectory = {};
  private byte[] beforeEnd = {};
  private byte[] afterEnd = {};

  /** One entry; the public fields may be set to lie. */
  public static final class Entry {
    public byte[] name;
    public byte[] localName;
    public byte[] packed;
    public int method;
    public int localMethod;
    public int flags;
    public long size;
    public long crc;

    Entry(byte[] name, byte[] packed, int method, long size, long crc) {
      this.name = name;
      this.localName = name;
      this.packed = packed;
      this.method = method;
      this.localMethod = method;
      this.size = size;
      this.crc = crc;
    }
  }

  /** Adds a deflated entry. */
  public ZipFixture entry(String name, byte[] bytes) {
    add(name, bytes);
    return this;
  }

  /** Adds a deflated entry and gives it back, to be made to lie. */
  public Entry add(String name, byte[] bytes) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(bytes);
    Entry entry =
        new Entry(
            name.getBytes(StandardCharsets.UTF_8),
            packed.toByteArray(),
            8,
            bytes.length,
            crc.getValue());
    entries.add(entry);
    return entry;
  }

  /** The entry that was added under that name. */
  public Entry get(String name) {
    return entries.stream()
        .filter(entry -> new String(entry.name, StandardCharsets.UTF_8).equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Takes an entry out again. */
  public ZipFixture without(String name) {
    entries.remove(get(name));
    return this;
  }

  public ZipFixture claimingMoreEntries(int more) {
    countOnTop = more;
    return this;
  }

  public ZipFixture withBytesBeforeDirectory(byte[] bytes) {
    beforeDirectory = bytes;
    return this;
  }

  public ZipFixture withBytesBeforeEnd(byte[] bytes) {
    beforeEnd = bytes;
    return this;
  }

  public ZipFixture withBytesAfterEnd(byte[] bytes) {
    afterEnd = bytes;
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      int offset = out.size();
      out.writeBytes(header(0x04034b50, 30, entry.localName, entry.localMethod, entry));
      out.writeBytes(entry.localName);
      out.writeBytes(entry.packed);
      byte[] header = header(0x02014b50, 46, entry.name, entry.method, entry);
      ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(42, offset);
      directory.writeBytes(header);
      directory.writeBytes(entry.name);
    }
    out.writeBytes(beforeDirectory);
    int start = out.size();
    out.writeBytes(directory.toByteArray());
    out.writeBytes(beforeEnd);
    int count = entries.size() + countOnTop;
    out.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) count)
            .putShort((short) count)
            .putInt(directory.size())
            .putInt(start)
            .putShort((short) 0)
            .array());
    out.writeBytes(afterEnd);
    return out.toByteArray();
  }

  private static byte[] header(int signature, int length, byte[] name, int method, Entry entry) {
    byte[] bytes = new byte[length];
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(signature).putShort((short) 20);
    if (length == 46) {
      header.putShort((short) 20);
    }
    header
        .putShort((short) entry.flags)
        .putShort((short) method)
        .putInt(0x21 << 16)
        .putInt((int) entry.crc)
        .putInt(entry.packed.length)
        .putInt((int) entry.size)
        .putShort((short) name.length);
    return bytes;
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
