package dev.pappus.storage;

import dev.pappus.shared.config.DataDirectory;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * At start nothing can be on its way in: what lies in the staging area is of a process that died.
 */
@Singleton
@Startup
public class StagingSweeper {
  @Inject DataDirectory directory;

  @PostConstruct
  void sweep() {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory.directory("staging"))) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The staging area cannot be cleared", e);
    }
  }
}
