package dev.pappus.webhook.endpoint;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A text that is no URL a webhook could be sent to: 422 {@code url-invalid}. */
public class InvalidUrlException extends DomainException {

  public InvalidUrlException(String detail) {
    super(ProblemKind.INVALID, "url-invalid", "Invalid URL", detail);
    with("field", "url");
  }
}
