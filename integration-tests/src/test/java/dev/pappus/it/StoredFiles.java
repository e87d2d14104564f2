package dev.pappus.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies in the server's data directory, which the tests share with it. */
final class StoredFiles {
  private static final Path DATA = Path.of(DeployedApplication.setting("PAPPUS_DATA_DIR"));

  private StoredFiles() {}

  /** Packages, screenshots, crash logs. */
  static Set<Path> kept() {
    return below(DATA.resolve("files"));
  }

  /** What is on its way in. */
  static Set<Path> staged() {
    return below(DATA.resolve("staging"));
  }

  private static Set<Path> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
