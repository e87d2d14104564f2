package dev.pappus.storage.local;

import dev.pappus.shared.config.DataDirectory;
import dev.pappus.storage.FileMissingException;
import dev.pappus.storage.FileStore;
import dev.pappus.storage.StagedFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files under {@code <data>/files/<last two digits of the key>/<key>}: the last digits, since the
 * first ones are a time and would put a day's files into one folder.
 */
@ApplicationScoped
public class LocalFileStore implements FileStore {
  @Inject DataDirectory directory;

  @Override
  public void keep(StagedFile staged, UUID key) throws IOException {
    Path folder = Files.createDirectories(folder(key));
    force(staged.path());
    try {
      // a second name for the same bytes: atomic, and the staged file can be kept again
      Files.createLink(folder.resolve(key.toString()), staged.path());
    } catch (FileAlreadyExistsException kept) {
      return;
    }
    force(folder);
    force(directory.directory("files"));
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream open(UUID key, long offset) throws IOException {
    SeekableByteChannel channel = channel(key);
    channel.position(offset);
    return Channels.newInputStream(channel);
  }

  @Override
  public SeekableByteChannel channel(UUID key) throws IOException {
    try {
      return Files.newByteChannel(path(key), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new FileMissingException(key);
    }
  }

  @Override
  public boolean exists(UUID key) {
    return Files.exists(path(key));
  }

  @Override
  public void delete(UUID key) throws IOException {
    Files.deleteIfExists(path(key));
  }

  private Path path(UUID key) {
    return folder(key).resolve(key.toString());
  }

  private Path folder(UUID key) {
    String name = key.toString();
    return directory.directory("files").resolve(name.substring(name.length() - 2));
  }
}
