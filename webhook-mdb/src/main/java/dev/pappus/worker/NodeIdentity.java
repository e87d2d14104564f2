package dev.pappus.worker;

import dev.pappus.shared.config.DataDirectory;
import dev.pappus.shared.id.PublicId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Who this node is: a key that is new at every start, and the key of its data directory, which it
 * holds locked. Whoever had the same directory before is therefore dead for certain.
 */
final class NodeIdentity implements AutoCloseable {
  private static final int UUID_LENGTH = 36;

  private final UUID id = PublicId.newKey();
  private final UUID dataDirectoryId;
  private final FileChannel channel;

  /**
   * @throws IllegalStateException if another node holds this data directory
   */
  NodeIdentity(DataDirectory directory) {
    Path file = directory.path().resolve("node.id");
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      lock(file);
      dataDirectoryId = readOrWrite();
    } catch (IOException e) {
      throw new UncheckedIOException("The data directory cannot be used", e);
    }
  }

  private void lock(Path file) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException sameProcess) {
      channel.close();
      throw inUse(file);
    }
    channel.close();
    throw inUse(file);
  }

  private static IllegalStateException inUse(Path file) {
    return new IllegalStateException(
        "Another server uses the data directory " + file.getParent() + ".");
  }

  /** What is not a whole key, after a death while it was written, is written anew. */
  private UUID readOrWrite() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(UUID_LENGTH);
    int read;
    do {
      read = channel.read(bytes, bytes.position());
    } while (read > 0 && bytes.hasRemaining());
    if (!bytes.hasRemaining()) {
      return UUID.fromString(new String(bytes.array(), StandardCharsets.US_ASCII));
    }
    UUID made = PublicId.newKey();
    ByteBuffer text = ByteBuffer.wrap(made.toString().getBytes(StandardCharsets.US_ASCII));
    while (text.hasRemaining()) {
      channel.write(text, text.position());
    }
    channel.force(true);
    return made;
  }

  UUID id() {
    return id;
  }

  UUID dataDirectoryId() {
    return dataDirectoryId;
  }

  /** Gives the data directory free. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
