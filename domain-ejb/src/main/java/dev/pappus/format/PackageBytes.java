package dev.pappus.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** The bytes of a package: a file, the part of a file that another package is, or memory. */
interface PackageBytes {

  long length();

  /**
   * A copy of some of them, little-endian.
   *
   * @throws UnreadablePackageException TRUNCATED_ARCHIVE if there are not as many
   */
  ByteBuffer read(long offset, int count) throws IOException;

  /** A part of them, which is a package as well. */
  PackageBytes stretch(long offset, long count);

  /** A stretch of a file, which somebody else closes. One thread reads at a time. */
  record Stretch(SeekableByteChannel channel, long start, long length) implements PackageBytes {

    @Override
    public ByteBuffer read(long offset, int count) throws IOException {
      TimeLimit.check();
      requireWithin(offset, count, length);
      ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
      channel.position(start + offset);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw truncated();
        }
      }
      return buffer.flip();
    }

    @Override
    public PackageBytes stretch(long offset, long count) {
      requireWithin(offset, count, length);
      return new Stretch(channel, start + offset, count);
    }
  }

  /** Bytes that were unpacked. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Memory(byte[] bytes) implements PackageBytes {

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public ByteBuffer read(long offset, int count) {
      TimeLimit.check();
      requireWithin(offset, count, bytes.length);
      ByteBuffer copy = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
      return copy.put(bytes, (int) offset, count).flip();
    }

    @Override
    public PackageBytes stretch(long offset, long count) {
      requireWithin(offset, count, bytes.length);
      return new Memory(Arrays.copyOfRange(bytes, (int) offset, (int) (offset + count)));
    }
  }

  private static void requireWithin(long offset, long count, long length) {
    if (offset < 0 || count < 0 || offset > length - count) {
      throw truncated();
    }
  }

  private static UnreadablePackageException truncated() {
    return new UnreadablePackageException(
        PackageDefect.TRUNCATED_ARCHIVE, "The archive ends too early.");
  }
}
