package dev.pappus.install;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/**
 * The access rule of the channel keeps this visitor out: 403 {@code forbidden}, 429 {@code
 * too-many-attempts}; or the installation's review does: 403 {@code in-review}, {@code
 * not-approved}.
 */
public class InstallDeniedException extends DomainException {

  /** What would open the door. */
  public enum Reason {
    PASSWORD_NEEDED,
    PASSWORD_WRONG,
    TOO_MANY_ATTEMPTS,
    MEMBERS_ONLY,
    IN_REVIEW,
    NOT_APPROVED
  }

  private final Reason reason;

  private InstallDeniedException(Reason reason, ProblemKind kind, String code, String detail) {
    super(kind, code, "Not admitted", detail);
    this.reason = reason;
  }

  static InstallDeniedException passwordNeeded() {
    return new InstallDeniedException(
        Reason.PASSWORD_NEEDED,
        ProblemKind.FORBIDDEN,
        "forbidden",
        "This build is protected by a password; open its install page.");
  }

  static InstallDeniedException passwordWrong() {
    return new InstallDeniedException(
        Reason.PASSWORD_WRONG, ProblemKind.FORBIDDEN, "forbidden", "The password is wrong.");
  }

  static InstallDeniedException tooManyAttempts() {
    return new InstallDeniedException(
        Reason.TOO_MANY_ATTEMPTS,
        ProblemKind.LIMIT_EXCEEDED,
        "too-many-attempts",
        "Too many wrong passwords; try again in a quarter of an hour.");
  }

  static InstallDeniedException membersOnly() {
    return new InstallDeniedException(
        Reason.MEMBERS_ONLY,
        ProblemKind.FORBIDDEN,
        "forbidden",
        "This build is for members of the team who are signed in.");
  }

  static InstallDeniedException inReview() {
    return new InstallDeniedException(
        Reason.IN_REVIEW,
        ProblemKind.FORBIDDEN,
        "in-review",
        "This build waits for the approval of an administrator.");
  }

  static InstallDeniedException notApproved() {
    return new InstallDeniedException(
        Reason.NOT_APPROVED,
        ProblemKind.FORBIDDEN,
        "not-approved",
        "This build was not approved by an administrator.");
  }

  public Reason reason() {
    return reason;
  }
}
