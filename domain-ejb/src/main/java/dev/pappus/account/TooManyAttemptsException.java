package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import java.time.Duration;

/** Too many attempts went before: 429 {@code too-many-attempts}; {@code seconds} to wait. */
public class TooManyAttemptsException extends DomainException {

  /**
   * @param wait how long until the next attempt may be made
   */
  public TooManyAttemptsException(Duration wait) {
    super(
        ProblemKind.LIMIT_EXCEEDED,
        "too-many-attempts",
        "Too many attempts",
        "Too many attempts; try again in " + wait.plusMillis(999).toSeconds() + " seconds.");
    with("seconds", wait.plusMillis(999).toSeconds());
  }
}
