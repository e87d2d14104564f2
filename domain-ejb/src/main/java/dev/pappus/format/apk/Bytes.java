package dev.pappus.format.apk;

import dev.pappus.format.PackageDefect;
import dev.pappus.format.UnreadablePackageException;

/**
 * A window on the bytes of Android's chunk formats: little-endian, every access checked.
 *
 * <p>A chunk (AOSP {@code ResourceTypes.h}, {@code ResChunk_header}) begins with its type (u16),
 * the size of its header (u16) and its size with the header (u32).
 */
final class Bytes {
  private final byte[] bytes;
  private final int start;
  private final int length;

  Bytes(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Bytes(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
  }

  int length() {
    return length;
  }

  int u8(long at) {
    return bytes[check(at, 1)] & 0xff;
  }

  int u16(long at) {
    int index = check(at, 2);
    return (bytes[index] & 0xff) | (bytes[index + 1] & 0xff) << 8;
  }

  int i32(long at) {
    int index = check(at, 4);
    return (bytes[index] & 0xff)
        | (bytes[index + 1] & 0xff) << 8
        | (bytes[index + 2] & 0xff) << 16
        | bytes[index + 3] << 24;
  }

  long u32(long at) {
    return Integer.toUnsignedLong(i32(at));
  }

  byte[] array() {
    return bytes;
  }

  /** Where {@code at} lies in {@link #array()}, once it is sure that {@code count} bytes follow. */
  int check(long at, long count) {
    if (at < 0 || count < 0 || at + count > length) {
      throw malformed();
    }
    return start + (int) at;
  }

  Bytes part(long at, long count) {
    return new Bytes(bytes, check(at, count), (int) count);
  }

  int chunkType() {
    return u16(0);
  }

  int chunkHeaderSize() {
    return u16(2);
  }

  /** The chunk that begins at {@code at}; its size is sound: progress is certain. */
  Bytes chunk(long at) {
    long size = u32(at + 4);
    if (size < 8 || u16(at + 2) < 8 || u16(at + 2) > size) {
      throw malformed();
    }
    return part(at, size);
  }

  static UnreadablePackageException malformed() {
    return new UnreadablePackageException(
        PackageDefect.MALFORMED_MANIFEST,
        "The package's binary manifest or resource table is damaged.");
  }
}
