package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** There is no such team: 404 {@code team-not-found}. */
public class TeamNotFoundException extends DomainException {

  public TeamNotFoundException() {
    super(ProblemKind.NOT_FOUND, "team-not-found", "Team not found", "There is no such team.");
  }
}
