package dev.pappus.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.config.DataDirectoryFixture;
import dev.pappus.shared.id.PublicId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link FileStore} must do. */
public abstract class FileStoreContract {
  @TempDir Path staging;

  /** A new, empty store. */
  protected abstract FileStore store();

  private StagedFile staged(String text) throws IOException {
    StagingArea area = new StagingArea();
    area.directory = DataDirectoryFixture.at(staging);
    return area.stage(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1000);
  }

  /** The key under which "hello" is kept. */
  private UUID kept(FileStore store) throws IOException {
    UUID key = PublicId.newKey();
    try (StagedFile file = staged("hello")) {
      store.keep(file, key);
    }
    return key;
  }

  private static String read(FileStore store, UUID key, long offset) throws IOException {
    try (var in = store.open(key, offset)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void givesBackWhatItKept() throws IOException {
    FileStore store = store();
    UUID key = kept(store);

    assertThat(store.exists(key)).isTrue();
    assertThat(read(store, key, 0)).isEqualTo("hello");
    assertThat(read(store, key, 4)).isEqualTo("o");
    assertThat(read(store, key, 5)).isEmpty();
  }

  @Test
  void isReadHereAndThere() throws IOException {
    FileStore store = store();
    UUID key = kept(store);

    try (SeekableByteChannel channel = store.channel(key)) {
      assertThat(channel.size()).isEqualTo(5);
      assertThat(next(channel.position(3))).isEqualTo('l');
      assertThat(next(channel.position(0))).isEqualTo('h');
      assertThat(next(channel)).isEqualTo('e');
    }
  }

  private static char next(SeekableByteChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    assertThat(channel.read(one)).isEqualTo(1);
    return (char) one.get(0);
  }

  @Test
  void keepsAFileTwiceAsOnce() throws IOException {
    FileStore store = store();
    UUID key = PublicId.newKey();

    try (StagedFile file = staged("hello")) {
      store.keep(file, key);
      store.keep(file, key);
    }

    assertThat(read(store, key, 0)).isEqualTo("hello");
  }

  @Test
  void saysThatAFileIsMissing() throws IOException {
    FileStore store = store();
    UUID key = PublicId.newKey();

    assertThat(store.exists(key)).isFalse();
    assertThatThrownBy(() -> store.open(key, 0)).isInstanceOf(FileMissingException.class);
    assertThatThrownBy(() -> store.channel(key)).isInstanceOf(FileMissingException.class);
  }

  @Test
  void forgetsAFile() throws IOException {
    FileStore store = store();
    UUID key = kept(store);

    store.delete(key);

    assertThat(store.exists(key)).isFalse();
    assertThatCode(() -> store.delete(key)).doesNotThrowAnyException();
  }
}
