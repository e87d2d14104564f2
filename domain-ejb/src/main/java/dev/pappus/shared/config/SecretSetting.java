package dev.pappus.shared.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A secret that is a setting, or in a file that its twin names. */
public final class SecretSetting {

  private SecretSetting() {}

  /**
   * The secret; the setting itself goes before the file.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Optional<String> read(Optional<String> value, Optional<String> file) {
    if (value.isPresent() || file.isEmpty()) {
      return value;
    }
    try {
      return Optional.of(Files.readString(Path.of(file.get())).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("A secret file cannot be read: " + file.get(), e);
    }
  }
}
