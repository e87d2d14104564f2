package dev.pappus.shared.problem;

/** Our own side cannot do it now; try again later: 503 {@code unavailable}. */
public class UnavailableException extends DomainException {

  public UnavailableException(String detail) {
    super(ProblemKind.UNAVAILABLE, "unavailable", "Temporarily unavailable", detail);
  }
}
