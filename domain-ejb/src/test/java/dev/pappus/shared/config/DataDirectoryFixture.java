package dev.pappus.shared.config;

import java.nio.file.Path;

/** A data directory for one test. */
public final class DataDirectoryFixture {

  private DataDirectoryFixture() {}

  public static DataDirectory at(Path path) {
    DataDirectory directory = new DataDirectory();
    directory.configured = path.toString();
    return directory;
  }
}
