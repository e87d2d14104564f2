package dev.pappus.review;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The team has not accepted the guidelines in force: 403 {@code guidelines-not-accepted}. */
public class GuidelinesNotAcceptedException extends DomainException {

  GuidelinesNotAcceptedException(int version, String acceptUrl) {
    super(
        ProblemKind.FORBIDDEN,
        "guidelines-not-accepted",
        "Guidelines not accepted",
        "The team has to accept the app guidelines before it uploads: read them at "
            + acceptUrl
            + " and accept them there.");
    with("version", version).with("acceptUrl", acceptUrl);
  }
}
