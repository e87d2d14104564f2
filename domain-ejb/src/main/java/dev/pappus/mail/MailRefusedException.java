package dev.pappus.mail;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A mail server will never take this message: {@code mail-refused}. Never leaves the outbox. */
public class MailRefusedException extends DomainException {

  public MailRefusedException(String detail) {
    super(ProblemKind.INVALID, "mail-refused", "Message refused", detail);
  }
}
