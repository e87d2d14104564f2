package dev.pappus.secret;

import dev.pappus.shared.config.DataDirectory;
import dev.pappus.shared.log.LogLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The installation's secret key: 32 bytes, base64, from {@code pappus.secret-key}, from the file
 * that {@code pappus.secret-key-file} names, or made once in the data directory; and the keys
 * before it, which still open what they sealed.
 */
@ApplicationScoped
public class SecretKeyFile {
  private static final System.Logger LOG = System.getLogger(SecretKeyFile.class.getName());
  private static final int BYTES = 32;

  @Inject DataDirectory directory;

  @Inject
  @ConfigProperty(name = "pappus.secret-key")
  Optional<String> configured;

  @Inject
  @ConfigProperty(name = "pappus.secret-key-file")
  Optional<String> configuredFile;

  /** Keys before it, separated by commas or blanks. Default: none. Since 0.2. */
  @Inject
  @ConfigProperty(name = "pappus.secret-key-previous")
  Optional<String> previous = Optional.empty();

  /** The path of a file with the keys before it, one a line. Default: none. Since 0.2. */
  @Inject
  @ConfigProperty(name = "pappus.secret-key-previous-file")
  Optional<String> previousFile = Optional.empty();

  /** The keys before the one in use. */
  List<byte[]> readPrevious() {
    try {
      String source = previous.isPresent() ? "pappus.secret-key-previous" : previousFile.orElse("");
      String texts =
          previous.isPresent() || previousFile.isEmpty()
              ? previous.orElse("")
              : Files.readString(Path.of(previousFile.get()));
      return Pattern.compile("[,\\s]+")
          .splitAsStream(texts)
          .filter(text -> !text.isEmpty())
          .map(text -> decode(text, source))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The previous secret keys cannot be read", e);
    }
  }

  byte[] read() {
    try {
      if (configured.isPresent()) {
        return decode(configured.get(), "pappus.secret-key");
      }
      Path file =
          configuredFile.map(Path::of).orElseGet(() -> directory.path().resolve("secret.key"));
      if (configuredFile.isEmpty() && !Files.exists(file)) {
        create(file);
      }
      return decode(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("The secret key cannot be read", e);
    }
  }

  /** Whole or not at all: a process that dies here must not leave half a key behind. */
  private void create(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
    directory.writePrivate(draft, Base64.getEncoder().encodeToString(key) + "\n");
    try {
      Files.createLink(file, draft);
      // whoever backs the database up without it cannot read its secrets
      LOG.log(Level.INFO, LogLine.of("secret-key.created").with("file", file).toString());
    } catch (FileAlreadyExistsException raced) {
      LOG.log(Level.DEBUG, "another thread was first: its key is the key");
    } finally {
      Files.delete(draft);
    }
  }

  private static byte[] decode(String text, String source) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(source + " is not base64", e);
    }
    if (key.length != BYTES) {
      throw new IllegalStateException(source + " does not hold " + BYTES + " bytes in base64");
    }
    return key;
  }
}
