package dev.pappus.rest.json;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A body with more bytes than are read: 413 {@code body-too-large}. */
public class BodyTooLargeException extends DomainException {

  public BodyTooLargeException(long limit) {
    super(
        ProblemKind.TOO_LARGE,
        "body-too-large",
        "Body too large",
        "The body may have at most " + limit + " bytes.");
    with("limit", limit);
  }
}
