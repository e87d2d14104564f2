package dev.pappus.work;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** No such job, or not the caller's: 404 {@code job-not-found}. */
public class JobNotFoundException extends DomainException {

  public JobNotFoundException() {
    super(ProblemKind.NOT_FOUND, "job-not-found", "Job not found", "There is no such job.");
  }
}
