package dev.pappus.testflight;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A build that an administrator must approve first: 403 {@code not-approved}. */
public class NotApprovedException extends DomainException {

  NotApprovedException() {
    super(
        ProblemKind.FORBIDDEN,
        "not-approved",
        "Not approved",
        "An administrator has not approved this build.");
  }
}
