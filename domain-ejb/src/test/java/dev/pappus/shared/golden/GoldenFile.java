package dev.pappus.shared.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file beside the tests that holds the exact bytes expected. {@code -Dgolden=write} writes them
 * anew; a person reads the difference.
 */
public final class GoldenFile {

  private GoldenFile() {}

  /** Compares with the file {@code name} in the resources of the package of {@code owner}. */
  public static void check(Class<?> owner, String name, byte[] actual) {
    Path file =
        Path.of("src/test/resources", owner.getPackageName().replace('.', '/')).resolve(name);
    try {
      if ("write".equals(System.getProperty("golden"))) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, actual);
      }
      assertThat(file).as("golden file; -Dgolden=write makes it").exists();
      assertThat(new String(actual, StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
      assertThat(actual).isEqualTo(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
