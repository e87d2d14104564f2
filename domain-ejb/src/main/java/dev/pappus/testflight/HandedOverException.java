package dev.pappus.testflight;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The build is with Apple already, or on its way: 409 {@code testflight-handed-over}. */
public class HandedOverException extends DomainException {

  public HandedOverException(boolean complete) {
    super(
        ProblemKind.CONFLICT,
        "testflight-handed-over",
        "Handed over already",
        complete
            ? "TestFlight has this build already."
            : "This build is being handed over to TestFlight.");
  }
}
