package dev.pappus.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the directory of a zip archive (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4; ZIP64 4.3.14
 * and 4.5.3) and refuses everything that two readers could understand differently: bytes before the
 * first entry or after the end record, a wrong count, a second entry of one name, local headers
 * that contradict, entries that share bytes.
 */
final class ZipDirectory {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int END_RECORD = 0x06054b50;
  private static final int END_RECORD_64 = 0x06064b50;
  private static final int END_LOCATOR_64 = 0x07064b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int CENTRAL_LENGTH = 46;
  private static final int END_LENGTH = 22;
  private static final int END_64_LENGTH = 56;
  private static final int END_LOCATOR_64_LENGTH = 20;
  private static final int MAX_COMMENT = 0xffff;
  private static final long ESCAPED = 0xffffffffL;

  /** General purpose bits 0, 6 and 13: encrypted, strongly encrypted, masked local headers. */
  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;

  private static final int UTF_8_NAME = 1 << 11;

  private final PackageBytes file;
  private final ArchiveLimits limits;
  private final Map<String, ZipEntryRecord> entries = new LinkedHashMap<>();
  private long expanded;
  private long directoryOffset;

  /**
   * What a directory says.
   *
   * @param archive false if the file does not begin as an archive, and so has no directory
   * @param entries by name, in the order of the directory
   * @param offset where the directory begins
   */
  record Contents(boolean archive, Map<String, ZipEntryRecord> entries, long offset) {}

  private ZipDirectory(PackageBytes file, ArchiveLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  static Contents read(PackageBytes file, ArchiveLimits limits) throws IOException {
    if (!begins(file)) {
      return new Contents(false, Map.of(), 0);
    }
    ZipDirectory directory = new ZipDirectory(file, limits);
    directory.read();
    return new Contents(true, directory.entries, directory.directoryOffset);
  }

  private static boolean begins(PackageBytes file) throws IOException {
    int first = file.length() < END_LENGTH ? 0 : file.read(0, 4).getInt();
    return first == LOCAL_HEADER || first == END_RECORD;
  }

  private void read() throws IOException {
    long fileSize = file.length();
    EndRecord end = endRecord(fileSize);
    if (end.count() > limits.maxEntries()) {
      throw limit("The archive has more than " + limits.maxEntries() + " entries.");
    }
    if (end.length() > limits.maxDirectoryBytes()) {
      throw limit(
          "The archive's directory is longer than " + limits.maxDirectoryBytes() + " bytes.");
    }
    directoryOffset = end.offset();
    ByteBuffer central = file.read(end.offset(), (int) end.length());
    for (long i = 0; i < end.count(); i++) {
      entry(central, end.offset());
    }
    if (central.hasRemaining()) {
      throw truncated();
    }
    if (expanded > limits.ratioFreeBytes() && expanded / limits.maxRatio() > fileSize) {
      throw limit("The archive unpacks to more than " + limits.maxRatio() + " times its size.");
    }
    refuseSharedBytes(end.offset());
  }

  private record EndRecord(long count, long length, long offset) {}

  /**
   * The last end record of the file must be the end of the file, and the directory must end where
   * it (or the ZIP64 end record before it) begins. Readers that search differently all find this.
   */
  private EndRecord endRecord(long fileSize) throws IOException {
    int tailLength = (int) Math.min(fileSize, END_LENGTH + MAX_COMMENT);
    long tailOffset = fileSize - tailLength;
    ByteBuffer tail = file.read(tailOffset, tailLength);
    for (int at = tailLength - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END_RECORD) {
        if (at + END_LENGTH + unsignedShort(tail, at + 20) != tailLength) {
          throw truncated();
        }
        return endRecord(
            tail.slice(at, END_LENGTH).order(ByteOrder.LITTLE_ENDIAN), tailOffset + at);
      }
    }
    throw truncated();
  }

  private EndRecord endRecord(ByteBuffer end, long at) throws IOException {
    long count = unsignedShort(end, 10);
    long length = unsignedInt(end, 12);
    long offset = unsignedInt(end, 16);
    int disk = unsignedShort(end, 4) | unsignedShort(end, 6);
    long directoryEnd = at;
    if (count == 0xffff || length == ESCAPED || offset == ESCAPED) {
      ByteBuffer locator =
          at < END_LOCATOR_64_LENGTH
              ? null
              : file.read(at - END_LOCATOR_64_LENGTH, END_LOCATOR_64_LENGTH);
      if (locator != null && locator.getInt(0) == END_LOCATOR_64) {
        directoryEnd = locator.getLong(8);
        if (directoryEnd < 0 || directoryEnd != at - END_LOCATOR_64_LENGTH - END_64_LENGTH) {
          throw truncated();
        }
        ByteBuffer end64 = file.read(directoryEnd, END_64_LENGTH);
        if (end64.getInt(0) != END_RECORD_64 || (end64.getInt(16) | end64.getInt(20)) != 0) {
          throw truncated();
        }
        count = end64.getLong(32);
        length = end64.getLong(40);
        offset = end64.getLong(48);
        disk = 0;
      }
    }
    if (disk != 0) {
      throw new UnsupportedPackageException(
          PackageDefect.UNSUPPORTED_FORMAT, "The archive is one part of a split archive.");
    }
    if (count < 0 || length < 0 || offset < 0 || directoryEnd - length != offset) {
      throw truncated();
    }
    if (count > length / CENTRAL_LENGTH) {
      throw truncated();
    }
    return new EndRecord(count, length, offset);
  }

  private void entry(ByteBuffer central, long directoryOffset) throws IOException {
    if (central.remaining() < CENTRAL_LENGTH
        || central.getInt(central.position()) != CENTRAL_HEADER) {
      throw truncated();
    }
    int at = central.position();
    int flags = unsignedShort(central, at + 8);
    int method = unsignedShort(central, at + 10);
    int nameLength = unsignedShort(central, at + 28);
    int extraLength = unsignedShort(central, at + 30);
    int commentLength = unsignedShort(central, at + 32);
    if (central.remaining() < CENTRAL_LENGTH + nameLength + extraLength + commentLength) {
      throw truncated();
    }
    if (nameLength > limits.maxNameBytes()) {
      throw limit("An entry's name is longer than " + limits.maxNameBytes() + " bytes.");
    }
    byte[] rawName = new byte[nameLength];
    central.get(at + CENTRAL_LENGTH, rawName);
    if ((flags & ENCRYPTED) != 0) {
      throw new UnreadablePackageException(
          PackageDefect.ENCRYPTED_ENTRY, "The archive is encrypted.");
    }
    long[] sizes = {
      unsignedInt(central, at + 24), unsignedInt(central, at + 20), unsignedInt(central, at + 42)
    };
    readZip64(central, at + CENTRAL_LENGTH + nameLength, extraLength, sizes);
    central.position(at + CENTRAL_LENGTH + nameLength + extraLength + commentLength);
    long dataOffset = dataOffset(sizes[2], directoryOffset, rawName, method);
    ZipEntryRecord entry =
        new ZipEntryRecord(
            sizes[2], dataOffset, sizes[1], sizes[0], method, unsignedInt(central, at + 16));
    if (entry.packedSize() > directoryOffset - dataOffset) {
      throw truncated();
    }
    expanded += Math.min(entry.size(), limits.maxExpandedBytes() + 1);
    if (expanded > limits.maxExpandedBytes()) {
      throw limit("The archive unpacks to more than " + limits.maxExpandedBytes() + " bytes.");
    }
    if (entries.put(name(rawName, flags), entry) != null) {
      throw new UnreadablePackageException(
          PackageDefect.DUPLICATE_ENTRY, "The archive has two entries of one name.");
    }
  }

  /**
   * Replaces escaped sizes by those of the ZIP64 extra field, which holds only the escaped ones.
   */
  private static void readZip64(ByteBuffer central, int at, int length, long[] sizes) {
    int end = at + length;
    int field = at;
    while (field + 4 <= end) {
      int fieldEnd = field + 4 + unsignedShort(central, field + 2);
      if (unsignedShort(central, field) == 1 && fieldEnd <= end) {
        int value = field + 4;
        for (int i = 0; i < sizes.length; i++) {
          if (sizes[i] == ESCAPED && value + 8 <= fieldEnd) {
            sizes[i] = central.getLong(value);
            value += 8;
          }
        }
      }
      field = fieldEnd;
    }
    for (long size : sizes) {
      if (size < 0) {
        throw truncated();
      }
    }
  }

  private long dataOffset(long headerOffset, long directoryOffset, byte[] rawName, int method)
      throws IOException {
    if (headerOffset > directoryOffset - LOCAL_LENGTH - rawName.length) {
      throw truncated();
    }
    ByteBuffer local = file.read(headerOffset, LOCAL_LENGTH + rawName.length);
    byte[] localName = new byte[rawName.length];
    local.get(LOCAL_LENGTH, localName);
    if (local.getInt(0) != LOCAL_HEADER
        || unsignedShort(local, 8) != method
        || !Arrays.equals(localName, rawName)
        || unsignedShort(local, 26) != rawName.length) {
      throw new UnreadablePackageException(
          PackageDefect.CORRUPT_ENTRY, "The archive contradicts itself about an entry.");
    }
    return headerOffset + LOCAL_LENGTH + rawName.length + unsignedShort(local, 28);
  }

  /**
   * Names without the UTF-8 flag have no known encoding: UTF-8 if they are, else byte by byte,
   * which keeps them apart and harms nothing, for the names we look for are ASCII.
   */
  private static String name(byte[] raw, int flags) {
    if (raw.length == 0) {
      throw unsafe();
    }
    String name = utf8(raw);
    if (name == null) {
      if ((flags & UTF_8_NAME) != 0) {
        throw unsafe();
      }
      name = new String(raw, StandardCharsets.ISO_8859_1);
    }
    boolean control = name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\');
    boolean absolute = name.startsWith("/") || (name.length() > 1 && name.charAt(1) == ':');
    if (control || absolute || List.of(name.split("/", -1)).contains("..")) {
      throw unsafe();
    }
    return name;
  }

  private static @Nullable String utf8(byte[] raw) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException otherEncoding) {
      return null;
    }
  }

  private void refuseSharedBytes(long directoryOffset) {
    long free = 0;
    List<ZipEntryRecord> inOrder =
        entries.values().stream()
            .sorted(Comparator.comparingLong(ZipEntryRecord::headerOffset))
            .toList();
    for (ZipEntryRecord entry : inOrder) {
      if (entry.headerOffset() < free || entry.end() > directoryOffset) {
        throw limit("Entries of the archive share bytes.");
      }
      free = entry.end();
    }
  }

  private static int unsignedShort(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  private static long unsignedInt(ByteBuffer buffer, int at) {
    return Integer.toUnsignedLong(buffer.getInt(at));
  }

  private static UnreadablePackageException truncated() {
    return new UnreadablePackageException(
        PackageDefect.TRUNCATED_ARCHIVE, "The archive is cut off or damaged.");
  }

  private static UnreadablePackageException limit(String detail) {
    return new UnreadablePackageException(PackageDefect.ARCHIVE_LIMIT, detail);
  }

  private static UnreadablePackageException unsafe() {
    return new UnreadablePackageException(
        PackageDefect.UNSAFE_ENTRY, "The archive has an entry with an unsafe name.");
  }
}
