package dev.pappus.storage;

import dev.pappus.shared.problem.UnavailableException;
import java.util.UUID;

/** The database knows a file that the store does not have: 503 {@code unavailable}. */
public class FileMissingException extends UnavailableException {

  public FileMissingException(UUID key) {
    super("The stored file " + key + " is missing.");
  }
}
