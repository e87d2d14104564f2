package dev.pappus.format.macos;

import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.IconReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The pictures of an icon file of macOS: {@code icns}, its length, then elements of a type and a
 * length that counts both. Only those that are PNG files count, which all of 128 pixels and more
 * are by now; the older packed ones are passed over.
 */
final class IcnsPictures {
  private static final int MAGIC = 0x69636e73;
  private static final int HEADER_LENGTH = 8;

  private IcnsPictures() {}

  static Optional<byte[]> widest(byte[] file, ArchiveLimits limits) {
    ByteBuffer icns = ByteBuffer.wrap(file);
    if (file.length < HEADER_LENGTH || icns.getInt(0) != MAGIC) {
      return Optional.empty();
    }
    byte[] widest = null;
    int width = 0;
    int at = HEADER_LENGTH;
    while (at + HEADER_LENGTH <= file.length) {
      int length = icns.getInt(at + 4);
      if (length < HEADER_LENGTH || length > file.length - at) {
        break;
      }
      byte[] picture = Arrays.copyOfRange(file, at + HEADER_LENGTH, at + length);
      int candidate = IconReader.width(picture, limits);
      if (candidate > width) {
        widest = picture;
        width = candidate;
      }
      at += length;
    }
    return Optional.ofNullable(widest);
  }
}
