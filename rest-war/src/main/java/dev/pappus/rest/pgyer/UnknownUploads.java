package dev.pappus.rest.pgyer;

import dev.pappus.shared.problem.ProblemKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/**
 * Uploads whose package comes before it is known who sends it, as in the vendor's own example for
 * curl. What a stranger can make us store is bounded by their number, and goes with the request.
 */
@ApplicationScoped
class UnknownUploads {
  /** On a node at the same time; of at most {@code pappus.build.max-upload-bytes} each. */
  static final int MAX = 8;

  private final Semaphore places = new Semaphore(MAX);

  /** A place; closing it gives it back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @throws PgyerException under status 503, if there is none left
   */
  Place enter() {
    if (!places.tryAcquire()) {
      throw new PgyerException(
          ProblemKind.UNAVAILABLE,
          PgyerCode.FAILED,
          "Too many uploads whose _api_key comes after the file; put it before the file.");
    }
    return places::release;
  }
}
