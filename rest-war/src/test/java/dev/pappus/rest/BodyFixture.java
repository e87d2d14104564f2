package dev.pappus.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bodies that a client should not send. */
public final class BodyFixture {

  private BodyFixture() {}

  /** One that must not be read. */
  public static InputStream untouchable() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("was read");
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return read();
      }
    };
  }

  /** One that never ends, but fails the test when more than {@code most} bytes are read. */
  public static InputStream endless(long most) {
    return new InputStream() {
      private long left = most;

      @Override
      public int read() {
        if (--left < 0) {
          throw new AssertionError("read on after " + most + " bytes");
        }
        return 'x';
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
          return 0;
        }
        read();
        left -= length - 1;
        Arrays.fill(buffer, offset, offset + length, (byte) 'x');
        return length;
      }
    };
  }
}
