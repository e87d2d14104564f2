package dev.pappus.rest.pgyer;

import dev.pappus.shared.problem.ProblemKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Uploads whose package comes before it is known who sends it, as in the vendor's own example for
 * curl. What a stranger can make us store is bounded by their number, on a node and from a network,
 * and goes with the request.
 */
@ApplicationScoped
class UnknownUploads {
  /** On a node at the same time; of at most {@code pappus.build.max-upload-bytes} each. */
  static final int MAX = 8;

  /** Of these from one network: nobody takes them all. */
  static final int MAX_OF_NETWORK = 2;

  private final Map<String, Integer> places = new HashMap<>();

  /** A place; closing it gives it back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param network as {@code ClientNetwork} names it
   * @throws PgyerException under status 503, if there is none left
   */
  synchronized Place enter(String network) {
    int taken = places.values().stream().mapToInt(Integer::intValue).sum();
    if (taken >= MAX || places.getOrDefault(network, 0) >= MAX_OF_NETWORK) {
      throw new PgyerException(
          ProblemKind.UNAVAILABLE,
          PgyerCode.FAILED,
          "Too many uploads whose _api_key comes after the file; put it before the file.");
    }
    places.merge(network, 1, Integer::sum);
    return () -> leave(network);
  }

  private synchronized void leave(String network) {
    places.computeIfPresent(network, (name, count) -> count == 1 ? null : count - 1);
  }
}
