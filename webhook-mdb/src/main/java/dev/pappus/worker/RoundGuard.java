package dev.pappus.worker;

import dev.pappus.delivery.DeliveryRound;
import dev.pappus.delivery.LaneOwnership;
import dev.pappus.delivery.RoundOutcome;
import dev.pappus.delivery.RoundRequest;
import dev.pappus.delivery.store.RejectedRowsException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Stands around the pump's transactions, outside of them: a deadlock or a lost connection is tried
 * again in a new one; a database that is away is left alone for a while. No time-out: the interrupt
 * it works by would close H2's file for everybody.
 */
@ApplicationScoped
public class RoundGuard {
  @Inject DeliveryRound round;
  @Inject LaneOwnership ownership;

  /**
   * One round.
   *
   * @return {@link RoundOutcome#FAILED} if the database was away: the caller keeps its results
   * @throws RejectedRowsException if one of the results can never be stored
   */
  @Retry(
      maxRetries = 2,
      delay = 50,
      jitter = 25,
      abortOn = {RejectedRowsException.class})
  @CircuitBreaker(
      requestVolumeThreshold = 6,
      failureRatio = 0.5,
      delay = 1,
      delayUnit = ChronoUnit.SECONDS,
      skipOn = RejectedRowsException.class)
  @Fallback(
      fallbackMethod = "databaseAway",
      skipOn = {RejectedRowsException.class})
  public RoundOutcome run(RoundRequest request) {
    return round.run(request);
  }

  /** Stands in for a round while the database is away. */
  RoundOutcome databaseAway(RoundRequest request) {
    return RoundOutcome.FAILED;
  }

  /** Says that this node lives, and looks at the others. */
  @Retry(maxRetries = 1, delay = 50, jitter = 25)
  public LaneOwnership.Nodes beat(UUID node, UUID dataDirectoryId) {
    return ownership.beat(node, dataDirectoryId);
  }

  /** Takes lanes that are free or whose owner is dead. */
  @Retry(maxRetries = 1, delay = 50, jitter = 25)
  public LaneOwnership.Holding take(UUID node, Set<UUID> dead) {
    return ownership.take(node, dead);
  }

  /** Gives all lanes back. */
  @Retry(maxRetries = 1, delay = 50, jitter = 25)
  public void release(UUID node) {
    ownership.release(node);
  }
}
