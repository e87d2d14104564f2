package dev.pappus.format.apk;

import com.android.apksig.util.DataSink;
import com.android.apksig.util.DataSource;
import dev.pappus.format.PackageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * The package as the signature library sees it: read through {@link PackageFile}, piece by piece,
 * never much at once and only for a while. The library inflates what it gets without a limit of its
 * own, so time is looked at before each piece, and pieces are small.
 */
final class BoundedSource implements DataSource {
  private static final int PIECE = 1 << 16;

  private final PackageFile file;
  private final long start;
  private final long size;
  private final BooleanSupplier outOfTime;

  /**
   * @param outOfTime asked before each piece
   */
  BoundedSource(PackageFile file, BooleanSupplier outOfTime) {
    this(file, 0, file.length(), outOfTime);
  }

  private BoundedSource(PackageFile file, long start, long size, BooleanSupplier outOfTime) {
    this.file = file;
    this.start = start;
    this.size = size;
    this.outOfTime = outOfTime;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void feed(long offset, long length, DataSink sink) throws IOException {
    check(offset, length);
    for (long done = 0; done < length; done += PIECE) {
      sink.consume(read(offset + done, (int) Math.min(PIECE, length - done)));
    }
  }

  @Override
  public ByteBuffer getByteBuffer(long offset, int length) throws IOException {
    check(offset, length);
    // the longest that the library has to read at once, and PackageFile refuses longer ones
    if (length > file.limits().maxDirectoryBytes()) {
      throw new IOException("more than may be read at once");
    }
    return read(offset, length);
  }

  @Override
  public void copyTo(long offset, int length, ByteBuffer target) throws IOException {
    target.put(getByteBuffer(offset, length));
  }

  @Override
  public DataSource slice(long offset, long length) {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new IndexOutOfBoundsException("outside of the file");
    }
    return new BoundedSource(file, start + offset, length, outOfTime);
  }

  private void check(long offset, long length) throws IOException {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new IOException("outside of the file");
    }
  }

  private ByteBuffer read(long offset, int length) throws IOException {
    if (outOfTime.getAsBoolean()) {
      throw new IOException("out of time");
    }
    return file.bytes(start + offset, length);
  }
}
