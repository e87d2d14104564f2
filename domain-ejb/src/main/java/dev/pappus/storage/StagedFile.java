package dev.pappus.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file as it came in, whole and on the local disk, not yet kept. Closing it discards what was not
 * moved away.
 *
 * @param path local, readable by inspectors
 * @param sha256 64 lower-case hex digits
 */
public record StagedFile(Path path, long sizeBytes, String sha256) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
