package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A link of a message that is unknown, was used, or is too old: 404 {@code link-gone}. */
public class LinkGoneException extends DomainException {

  public LinkGoneException() {
    super(
        ProblemKind.NOT_FOUND,
        "link-gone",
        "Link no longer good",
        "This link was used, is too old, or a newer one took its place.");
  }
}
