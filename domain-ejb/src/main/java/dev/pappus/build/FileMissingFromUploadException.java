package dev.pappus.build;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** An upload came without a file: 422 {@code file-missing}. */
public class FileMissingFromUploadException extends DomainException {

  public FileMissingFromUploadException() {
    super(
        ProblemKind.INVALID, "file-missing", "File missing", "The upload has no part named file.");
  }
}
