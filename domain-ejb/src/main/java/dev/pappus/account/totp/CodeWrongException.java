package dev.pappus.account.totp;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A code that is wrong, too old, or was used before: 422 {@code code-wrong}. */
public class CodeWrongException extends DomainException {

  CodeWrongException() {
    super(
        ProblemKind.INVALID,
        "code-wrong",
        "Wrong code",
        "This code is wrong, too old, or was used before.");
  }
}
