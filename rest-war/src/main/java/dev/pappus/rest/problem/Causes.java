package dev.pappus.rest.problem;

import dev.pappus.shared.problem.DomainException;
import java.util.Optional;

/** Looks for what matters below the wrappers that containers put around an exception. */
final class Causes {
  /** A chain that is longer is a circle. */
  private static final int MAX_DEPTH = 20;

  private Causes() {}

  static Optional<DomainException> refusalIn(Throwable thrown) {
    return find(thrown, DomainException.class);
  }

  static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
