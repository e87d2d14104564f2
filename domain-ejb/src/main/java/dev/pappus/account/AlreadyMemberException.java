package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** Who is invited is in the team already, or let in for the app: 409 {@code already-member}. */
public class AlreadyMemberException extends DomainException {

  public AlreadyMemberException() {
    super(
        ProblemKind.CONFLICT,
        "already-member",
        "Already a member",
        "Whoever has this address is in the team already, or let in for the app.");
  }
}
