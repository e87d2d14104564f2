package dev.pappus.review;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** Other guidelines are in force than those to be accepted: 409 {@code guidelines-changed}. */
public class GuidelinesChangedException extends DomainException {

  GuidelinesChangedException(int version) {
    super(
        ProblemKind.CONFLICT,
        "guidelines-changed",
        "Other guidelines",
        "The guidelines in force are version " + version + "; read these.");
    with("version", version);
  }
}
