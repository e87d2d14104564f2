package dev.pappus.testflight.apple;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** Apple says no, in its own words, and would again: 422 {@code testflight-refused}. */
public class AppleRefusedException extends DomainException {

  public AppleRefusedException(String detail) {
    super(ProblemKind.INVALID, "testflight-refused", "Refused by Apple", detail);
  }
}
