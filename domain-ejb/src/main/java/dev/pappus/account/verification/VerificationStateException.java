package dev.pappus.account.verification;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/**
 * The verification stands where this cannot be done: 409 {@code verification-state} with {@code
 * state}.
 */
public class VerificationStateException extends DomainException {

  VerificationStateException(VerificationStatus state) {
    super(
        ProblemKind.CONFLICT,
        "verification-state",
        "Not in this state",
        switch (state) {
          case NONE -> "Nothing was submitted.";
          case SUBMITTED -> "It waits for a decision; nothing else can be submitted meanwhile.";
          case APPROVED -> "It was approved.";
          case REJECTED -> "It was rejected; the team may submit again.";
        });
    with("state", state.name());
  }
}
