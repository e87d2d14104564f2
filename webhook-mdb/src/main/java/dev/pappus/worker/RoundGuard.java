package dev.pappus.worker;

import dev.pappus.delivery.DeliveryRound;
import dev.pappus.delivery.RoundOutcome;
import dev.pappus.delivery.RoundRequest;
import dev.pappus.delivery.store.RejectedRowsException;
import dev.pappus.delivery.store.StoreUnavailableException;
import dev.pappus.shared.problem.UnavailableException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the pump and its round, outside every transaction: tries again after a deadlock or
 * a lost connection, spares a database that is away, and then answers that nothing was done, so
 * that the pump keeps its results.
 *
 * <p>Rows that no database would take are not its business: the pump finds the bad one.
 */
@ApplicationScoped
public class RoundGuard {
  @Inject DeliveryRound round;

  private volatile @Nullable RuntimeException lastFailure;

  /**
   * Does a round.
   *
   * @throws RejectedRowsException if a row will never fit
   */
  @Retry(
      maxRetries = 3,
      delay = 50,
      jitter = 25,
      retryOn = {EJBException.class, UnavailableException.class},
      abortOn = RejectedRowsException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 8,
      failureRatio = 0.75,
      delay = 1000,
      skipOn = RejectedRowsException.class)
  @Fallback(fallbackMethod = "away", skipOn = RejectedRowsException.class)
  public RoundOutcome run(RoundRequest request) {
    try {
      return round.run(request);
    } catch (EJBException | StoreUnavailableException e) {
      lastFailure = e;
      throw e;
    }
  }

  RoundOutcome away(RoundRequest request) {
    return RoundOutcome.FAILED;
  }

  /** What the last failed round failed by, for the log. */
  @Nullable RuntimeException lastFailure() {
    return lastFailure;
  }
}
