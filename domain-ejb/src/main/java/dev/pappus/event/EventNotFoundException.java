package dev.pappus.event;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** No such event, or not the caller's: 404 {@code event-not-found}. */
public class EventNotFoundException extends DomainException {

  public EventNotFoundException() {
    super(ProblemKind.NOT_FOUND, "event-not-found", "Event not found", "There is no such event.");
  }
}
