package dev.pappus.format;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A file of no bytes: 422 {@code file-empty}. */
public class EmptyFileException extends DomainException {

  public EmptyFileException() {
    super(ProblemKind.INVALID, "file-empty", "Empty file", "The uploaded file has no bytes.");
  }
}
