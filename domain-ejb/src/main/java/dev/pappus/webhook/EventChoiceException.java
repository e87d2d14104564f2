package dev.pappus.webhook;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import java.util.List;

/** The choice of events cannot be: 422 {@code events-empty} or {@code event-unknown}. */
public class EventChoiceException extends DomainException {

  private EventChoiceException(String code, String title, String detail) {
    super(ProblemKind.INVALID, code, title, detail);
    with("field", "events");
  }

  static EventChoiceException empty() {
    return new EventChoiceException(
        "events-empty", "No event chosen", "A webhook needs at least one event.");
  }

  public static EventChoiceException unknown(String event, List<String> known) {
    return new EventChoiceException(
        "event-unknown",
        "Unknown event",
        "There is no event \"" + event + "\"; there are " + String.join(", ", known) + ".");
  }
}
