package dev.pappus.shared.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where everything lies that is ours to keep: {@code pappus.data-dir}. */
@ApplicationScoped
public class DataDirectory {
  @Inject
  @ConfigProperty(name = "pappus.data-dir")
  String configured;

  /** The directory, absolute, made if absent. */
  public Path path() {
    return directory("");
  }

  /** A folder inside it, made if absent. */
  public Path directory(String name) {
    try {
      return Files.createDirectories(
          Path.of(configured).toAbsolutePath().normalize().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("The data directory cannot be used: " + configured, e);
    }
  }

  /**
   * Writes a file that only its owner may read (mode 0600) and forces it to the disk.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it is there already
   */
  public void writePrivate(Path file, String text) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
