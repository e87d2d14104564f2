package dev.pappus.account;

import dev.pappus.shared.net.ClientNetwork;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;

/**
 * Takes the wish for a new password, the same for every address: whether there is an account is
 * found out when the answer has left, so that neither its words nor its time tell.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ResetRequests {
  /** Where one asks, below the console. */
  public static final String PAGE = "/account/forgotten.xhtml";

  private static final int FREE_REQUESTS = 10;

  @Resource ManagedExecutorService executor;
  @Inject PasswordReset reset;
  @Inject AttemptThrottle throttle;

  /**
   * @throws TooManyAttemptsException {@code too-many-attempts} if many came from that network
   */
  public void ask(String email, Locale language, String remoteAddress) {
    Duration wait = throttle.admit("forgotten/" + ClientNetwork.of(remoteAddress), FREE_REQUESTS);
    if (!wait.isZero()) {
      throw new TooManyAttemptsException(wait);
    }
    executor.execute(() -> reset.send(email, language, remoteAddress));
  }
}
