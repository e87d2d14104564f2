package dev.pappus.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.config.DataDirectoryFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("InputStreamSlowMultibyteRead") // slow is fine here
class StagingAreaTest {
  @TempDir Path directory;
  StagingArea staging = new StagingArea();

  @BeforeEach
  void open() {
    staging.directory = DataDirectoryFixture.at(directory);
  }

  private long filesLeft() throws IOException {
    try (var files = Files.list(directory.resolve("staging"))) {
      return files.count();
    }
  }

  @Test
  void countsAndHashesOnTheWay() throws IOException {
    InputStream in = new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8));

    try (StagedFile file = staging.stage(in, 3)) {
      assertThat(file.sizeBytes()).isEqualTo(3);
      // FIPS 180-2, appendix B.1
      assertThat(file.sha256())
          .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
    assertThat(filesLeft()).isZero();
  }

  @Test
  void stopsReadingBeyondTheLimitAndLeavesNothing() throws IOException {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };

    assertThatThrownBy(() -> staging.stage(endless, 1000))
        .isInstanceOf(FileTooLargeException.class);
    assertThat(filesLeft()).isZero();
  }

  @Test
  void leavesNothingWhenTheClientGoesAway() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };

    assertThatThrownBy(() -> staging.stage(broken, 1000)).isInstanceOf(IOException.class);
    assertThat(filesLeft()).isZero();
  }
}
