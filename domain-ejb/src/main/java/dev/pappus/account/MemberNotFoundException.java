package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** Nobody of that id is in the team, or let in for the app: 404 {@code member-not-found}. */
public class MemberNotFoundException extends DomainException {

  public MemberNotFoundException() {
    super(
        ProblemKind.NOT_FOUND,
        "member-not-found",
        "Member not found",
        "There is no such member here.");
  }
}
