package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** There is no such session, or it is somebody else's: 404 {@code session-not-found}. */
public class SessionNotFoundException extends DomainException {

  public SessionNotFoundException() {
    super(
        ProblemKind.NOT_FOUND,
        "session-not-found",
        "Session not found",
        "This session is over already.");
  }
}
