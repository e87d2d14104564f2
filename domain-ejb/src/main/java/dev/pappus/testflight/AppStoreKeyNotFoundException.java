package dev.pappus.testflight;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The team has stored no key: 404 {@code testflight-key-not-found}. */
public class AppStoreKeyNotFoundException extends DomainException {

  public AppStoreKeyNotFoundException() {
    super(
        ProblemKind.NOT_FOUND,
        "testflight-key-not-found",
        "No App Store Connect key",
        "The team has stored no App Store Connect API key.");
  }
}
