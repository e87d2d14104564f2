package dev.pappus.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture's bytes for a decoder that does not know when to stop: the one of WebP takes the end of
 * a file for zeros without end, and from 58 bytes goes on for half a minute.
 */
final class PictureStream extends MemoryCacheImageInputStream {
  /** Decoders fetch some bytes in advance, and may ask for them more than once. */
  private static final int MAX_READS_BEHIND_THE_END = 1024;

  private int behind;

  PictureStream(byte[] bytes) {
    super(new ByteArrayInputStream(bytes));
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return checked(super.read(target, offset, length));
  }

  /** No {@code IOException}, which the decoder passes over. */
  private int checked(int result) {
    TimeLimit.check();
    if (result < 0 && ++behind > MAX_READS_BEHIND_THE_END) {
      throw new IllegalStateException("the picture has ended");
    }
    return result;
  }
}
