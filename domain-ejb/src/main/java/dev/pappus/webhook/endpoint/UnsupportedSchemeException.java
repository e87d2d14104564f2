package dev.pappus.webhook.endpoint;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A URL of another scheme than http and https: 422 {@code url-scheme}. */
public class UnsupportedSchemeException extends DomainException {

  public UnsupportedSchemeException() {
    super(
        ProblemKind.INVALID,
        "url-scheme",
        "Unsupported URL scheme",
        "The URL must begin with http:// or https://.");
    with("field", "url");
  }
}
