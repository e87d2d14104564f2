package dev.pappus.testflight;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A build that Apple would not take: 422 {@code testflight-not-for-store}. */
public class NotForStoreException extends DomainException {

  public NotForStoreException() {
    super(
        ProblemKind.INVALID,
        "testflight-not-for-store",
        "Not signed for the App Store",
        "TestFlight takes iOS builds that are signed with an App Store profile. Export the archive"
            + " for App Store Connect, and upload that build.");
  }
}
