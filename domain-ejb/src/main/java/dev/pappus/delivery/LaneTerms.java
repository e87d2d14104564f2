package dev.pappus.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a lane's webhook allows, as it stands now.
 *
 * @param version of the webhook's row
 * @param ordered one after the other, in the order of events
 * @param maxConcurrency calls at once; null for the installation's
 */
public record LaneTerms(
    UUID webhookId,
    long version,
    boolean ordered,
    @Nullable Integer maxConcurrency,
    @Nullable RateLimit rateLimit) {

  /** Calls at once where the installation allows {@code most}. */
  public int cap(int most) {
    if (ordered) {
      return 1;
    }
    return maxConcurrency == null ? most : Math.min(most, maxConcurrency);
  }
}
