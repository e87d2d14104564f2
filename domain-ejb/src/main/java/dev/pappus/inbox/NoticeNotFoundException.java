package dev.pappus.inbox;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** There is no such notice: {@code notice-not-found}. */
public class NoticeNotFoundException extends DomainException {
  public NoticeNotFoundException() {
    super(
        ProblemKind.NOT_FOUND, "notice-not-found", "Notice not found", "There is no such notice.");
  }
}
