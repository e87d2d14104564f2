package dev.pappus.testflight;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The build was never handed over: 404 {@code testflight-upload-not-found}. */
public class UploadNotFoundException extends DomainException {

  public UploadNotFoundException() {
    super(
        ProblemKind.NOT_FOUND,
        "testflight-upload-not-found",
        "Not handed over",
        "The build was not handed over to TestFlight.");
  }
}
