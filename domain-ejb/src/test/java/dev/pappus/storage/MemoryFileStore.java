package dev.pappus.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A store for tests. */
final class MemoryFileStore implements FileStore {
  private final Map<UUID, byte[]> files;

  MemoryFileStore(Map<UUID, byte[]> files) {
    this.files = files;
  }

  MemoryFileStore() {
    this(new HashMap<>());
  }

  @Override
  public void keep(StagedFile staged, UUID key) throws IOException {
    files.put(key, Files.readAllBytes(staged.path()));
  }

  @Override
  public InputStream open(UUID key, long offset) {
    byte[] bytes = files.get(key);
    if (bytes == null) {
      throw new FileMissingException(key);
    }
    return new ByteArrayInputStream(Arrays.copyOfRange(bytes, (int) offset, bytes.length));
  }

  @Override
  public SeekableByteChannel channel(UUID key) throws IOException {
    try (InputStream in = open(key, 0)) {
      Path copy = Files.createTempFile("memory", ".file");
      Files.write(copy, in.readAllBytes());
      return Files.newByteChannel(
          copy, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
    }
  }

  @Override
  public boolean exists(UUID key) {
    return files.containsKey(key);
  }

  @Override
  public void delete(UUID key) {
    files.remove(key);
  }
}
