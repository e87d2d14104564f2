package dev.pappus.account;

import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Asks somebody who is signed in for the password once more, before what a borrowed session must
 * not do. Guessing it is slowed as at the sign-in.
 */
@ApplicationScoped
public class PasswordProof {
  private static final String WHAT = "password";

  @Inject PasswordHasher hasher;
  @Inject AttemptGuard guard;

  /**
   * @throws PasswordWrongException {@code password-wrong}
   * @throws TooManyAttemptsException {@code too-many-attempts}
   */
  public void require(Caller caller, User user, String password) {
    String account = user.id().toString();
    Duration wait = guard.admit(WHAT, account, caller.remoteAddress());
    if (!wait.isZero()) {
      throw new TooManyAttemptsException(wait);
    }
    boolean right;
    try {
      right =
          !user.passwordHash().isEmpty()
              && PasswordRules.length(password) <= PasswordRules.MAX_LENGTH
              && hasher.matches(password, user.passwordHash());
    } catch (UnavailableException notChecked) {
      guard.giveBack(WHAT, account, caller.remoteAddress());
      throw notChecked;
    }
    if (!right) {
      throw new PasswordWrongException();
    }
    guard.right(WHAT, account, caller.remoteAddress());
  }
}
