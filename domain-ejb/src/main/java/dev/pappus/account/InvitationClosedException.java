package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import java.util.Locale;

/**
 * An invitation that was accepted, withdrawn or has expired: 409 {@code invitation-closed} with
 * {@code state}.
 */
public class InvitationClosedException extends DomainException {

  public InvitationClosedException(Invitation.State state) {
    super(
        ProblemKind.CONFLICT,
        "invitation-closed",
        "Invitation no longer open",
        switch (state) {
          case ACCEPTED -> "The invitation was accepted already.";
          case WITHDRAWN -> "The invitation was withdrawn.";
          default -> "The invitation has expired.";
        });
    with("state", state.name().toLowerCase(Locale.ROOT));
  }
}
