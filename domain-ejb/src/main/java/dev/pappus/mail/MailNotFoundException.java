package dev.pappus.mail;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** No such message in the team's outbox: 404 {@code mail-not-found}. */
public class MailNotFoundException extends DomainException {

  public MailNotFoundException() {
    super(
        ProblemKind.NOT_FOUND, "mail-not-found", "Message not found", "There is no such message.");
  }
}
