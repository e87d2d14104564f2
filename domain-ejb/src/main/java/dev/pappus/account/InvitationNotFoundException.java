package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** There is no such invitation: 404 {@code invitation-not-found}. */
public class InvitationNotFoundException extends DomainException {

  public InvitationNotFoundException() {
    super(
        ProblemKind.NOT_FOUND,
        "invitation-not-found",
        "Invitation not found",
        "There is no such invitation.");
  }
}
