package dev.pappus.format.apk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.android.apksig.util.DataSink;
import com.android.apksig.util.DataSource;
import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.PackageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the signature library may read, by a clock that goes on with each look at it. */
class BoundedSourceTest {
  private static final int PIECE = 1 << 16;
  private static final byte[] BYTES = new byte[5 * PIECE];

  @TempDir Path folder;
  private PackageFile file;
  private int looks;

  @BeforeEach
  void openAFile() throws IOException {
    new Random(1).nextBytes(BYTES);
    file = PackageFile.open(Files.write(folder.resolve("file"), BYTES), ArchiveLimits.standard());
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  private DataSource source(int looksInTime) {
    return new BoundedSource(file, () -> ++looks > looksInTime);
  }

  /** Notes how long what it got was. */
  private static final class Pieces implements DataSink {
    final List<Integer> lengths = new ArrayList<>();

    @Override
    public void consume(byte[] bytes, int offset, int length) {
      lengths.add(length);
    }

    @Override
    public void consume(ByteBuffer bytes) {
      lengths.add(bytes.remaining());
    }
  }

  @Test
  void givesAllInPiecesAsLongAsThereIsTime() throws IOException {
    Pieces pieces = new Pieces();

    source(Integer.MAX_VALUE).feed(10, 2L * PIECE + 5, pieces);

    assertThat(pieces.lengths).containsExactly(PIECE, PIECE, 5);
  }

  @Test
  void endsBetweenTwoPiecesWhenTheTimeIsUp() {
    Pieces pieces = new Pieces();

    assertThatThrownBy(() -> source(2).feed(0, BYTES.length, pieces))
        .isInstanceOf(IOException.class);

    assertThat(pieces.lengths).containsExactly(PIECE, PIECE);
  }

  @Test
  void givesNothingAtOnceWhenTheTimeIsUp() throws IOException {
    DataSource source = source(1);

    assertThat(source.getByteBuffer(3, 2)).isEqualTo(ByteBuffer.wrap(BYTES, 3, 2));
    assertThatThrownBy(() -> source.getByteBuffer(3, 2)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> source.copyTo(3, 2, ByteBuffer.allocate(2)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void givesItsPartsNoTimeOfTheirOwn() throws IOException {
    DataSource part = source(1).slice(100, 1000).slice(10, 100);

    assertThat(part.getByteBuffer(0, 4)).isEqualTo(ByteBuffer.wrap(BYTES, 110, 4));
    assertThatThrownBy(() -> part.getByteBuffer(0, 4)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesWhatLiesOutside() {
    DataSource part = source(Integer.MAX_VALUE).slice(100, 1000);

    assertThatThrownBy(() -> part.getByteBuffer(990, 11)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> part.getByteBuffer(-1, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> part.feed(0, 1001, new Pieces())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> part.slice(0, 1001)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
