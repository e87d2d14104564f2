package dev.pappus.format.apk;

import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.UnreadablePackageException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A string pool (AOSP {@code ResStringPool_header}); a string is decoded when it is asked for, so a
 * forged count costs nothing.
 */
final class StringPool {
  static final int TYPE = 0x0001;
  private static final int UTF_8 = 1 << 8;
  private static final int HEADER_SIZE = 28;

  private final Bytes chunk;
  private final long count;
  private final boolean utf8;
  private final long stringsStart;
  private final int maxLength;

  StringPool(Bytes chunk, ArchiveLimits limits) {
    this.chunk = chunk;
    count = chunk.u32(8);
    utf8 = (chunk.i32(16) & UTF_8) != 0;
    stringsStart = chunk.u32(20);
    maxLength = limits.maxStringCharacters();
    chunk.check(HEADER_SIZE, count * 4);
  }

  /** The string of that index; null for the index -1, which stands for none. */
  @Nullable String get(int index) {
    if (index == -1) {
      return null;
    }
    if (index < 0 || index >= count) {
      throw Bytes.malformed();
    }
    long at = offset(index);
    return utf8 ? utf8(at) : utf16(at);
  }

  /**
   * Whether that string is this ASCII text; does not decode strings of another length, for a
   * document may name one long string a hundred thousand times.
   */
  boolean matches(int index, String ascii) {
    if (index < 0 || index >= count) {
      return false;
    }
    long at = offset(index);
    int length = utf8 ? chunk.u8(at) : chunk.u16(at);
    return length == ascii.length() && ascii.equals(get(index));
  }

  private long offset(int index) {
    return stringsStart + chunk.u32(chunk.chunkHeaderSize() + index * 4L);
  }

  /** The length in UTF-16 units, then in bytes, each in one byte or two; then the bytes. */
  private String utf8(long at) {
    long bytesAt = at + ((chunk.u8(at) & 0x80) == 0 ? 1 : 2);
    int first = chunk.u8(bytesAt);
    int length = (first & 0x80) == 0 ? first : (first & 0x7f) << 8 | chunk.u8(bytesAt + 1);
    long text = bytesAt + ((first & 0x80) == 0 ? 1 : 2);
    checkLength(length);
    return new String(chunk.array(), chunk.check(text, length), length, StandardCharsets.UTF_8);
  }

  private String utf16(long at) {
    int first = chunk.u16(at);
    boolean isLong = (first & 0x8000) != 0;
    long length = isLong ? (first & 0x7fffL) << 16 | chunk.u16(at + 2) : first;
    checkLength(length);
    int text = chunk.check(at + (isLong ? 4 : 2), length * 2);
    return new String(chunk.array(), text, (int) length * 2, StandardCharsets.UTF_16LE);
  }

  private void checkLength(long length) {
    if (length > maxLength) {
      throw new UnreadablePackageException(
          PackageDefect.CONTENT_LIMIT,
          "A text in the package has more than " + maxLength + " characters.");
    }
  }
}
