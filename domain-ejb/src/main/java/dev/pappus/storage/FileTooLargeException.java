package dev.pappus.storage;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** More bytes came than are allowed: 413 {@code file-too-large}. Reading has stopped there. */
public class FileTooLargeException extends DomainException {

  public FileTooLargeException(long limit) {
    super(
        ProblemKind.TOO_LARGE,
        "file-too-large",
        "File too large",
        "A file may have at most " + limit + " bytes.");
    with("limit", limit);
  }
}
