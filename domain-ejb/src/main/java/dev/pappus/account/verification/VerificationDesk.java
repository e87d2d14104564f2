package dev.pappus.account.verification;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A team's real name: submitting it, and for administrators of the installation, deciding. To be
 * called outside a transaction: automatic verifiers may take their time.
 */
@ApplicationScoped
public class VerificationDesk {
  private static final System.Logger LOG = System.getLogger(VerificationDesk.class.getName());
  private static final int MAX_NAME = 100;
  private static final int MIN_NUMBER = 5;
  private static final int MAX_NUMBER = 40;
  private static final int MAX_REASON = 500;

  /** Who may submit a team's name. */
  private static final Permission SUBMIT = Permission.MANAGE_TEAM;

  /** Who may decide about any team's. */
  private static final Permission DECIDE = Permission.MANAGE_INSTALLATION;

  @Inject AccessControl accessControl;
  @Inject VerificationRepository verifications;
  @Inject VerificationWriter writer;
  @Inject RealNames names;
  @Inject @Any Instance<RealNameVerifier> verifiers;

  /**
   * Where the caller's team stands.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public VerificationView own(Caller caller) {
    accessControl.require(caller, SUBMIT);
    return verifications
        .latest(caller.teamId())
        .map(names::view)
        .orElseGet(
            () ->
                new VerificationView(
                    null, caller.teamId(), "", VerificationStatus.NONE, "", "", "", null, null));
  }

  /**
   * Submits a real name, and lets automatic verifiers decide, if there are any.
   *
   * @param number of an identity card, passport or licence: 5 to 40 letters, digits and hyphens
   * @throws AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException {@code field-invalid}
   * @throws VerificationStateException {@code verification-state} if one waits or was approved
   */
  public VerificationView submit(Caller caller, @Nullable String name, @Nullable String number) {
    accessControl.require(caller, SUBMIT);
    String realName = TextRules.required("name", name, MAX_NAME);
    String digits = TextRules.required("number", number, MAX_NUMBER);
    if (!digits.matches("[\\p{Alnum}-]{" + MIN_NUMBER + ",}")) {
      throw new InvalidFieldException(
          "number", "must be " + MIN_NUMBER + " to " + MAX_NUMBER + " letters, digits and hyphens");
    }
    VerificationView submitted = Conflict.retrying(() -> writer.submit(caller, realName, digits));
    UUID id = Objects.requireNonNull(submitted.id());
    return verdict(id, realName, digits)
        .map(
            verdict ->
                writer.decide(
                    Caller.system(caller.teamId()),
                    id,
                    verdict.approved() ? null : TextRules.cut(verdict.reason(), MAX_REASON)))
        .orElse(submitted);
  }

  private Optional<RealNameVerifier.Verdict> verdict(UUID id, String name, String number) {
    for (RealNameVerifier verifier : verifiers) {
      try {
        Optional<RealNameVerifier.Verdict> verdict = verifier.verify(name, number);
        if (verdict.isPresent()) {
          return verdict;
        }
      } catch (RuntimeException e) {
        // it waits for an administrator, as it would without a verifier
        LOG.log(
            Level.WARNING,
            LogLine.of("verification.verifier-failed")
                .with("verification", PublicId.format(IdKind.VERIFICATION, id))
                .toString(),
            e);
      }
    }
    return Optional.empty();
  }

  /**
   * Submissions of all teams with a status, newest first.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Page<VerificationView> queue(
      Caller caller, VerificationStatus status, PageRequest request) {
    accessControl.require(caller, DECIDE);
    return verifications.page(status, request).map(names::view);
  }

  /**
   * @throws AccessDeniedException {@code forbidden}
   * @throws VerificationNotFoundException {@code verification-not-found}
   * @throws VerificationStateException {@code verification-state} if it does not wait
   */
  public VerificationView approve(Caller caller, UUID id) {
    accessControl.require(caller, DECIDE);
    return writer.decide(caller, id, null);
  }

  /**
   * @param reason shown to the team
   * @throws AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException {@code field-invalid} without a reason
   * @throws VerificationNotFoundException {@code verification-not-found}
   * @throws VerificationStateException {@code verification-state} if it does not wait
   */
  public VerificationView reject(Caller caller, UUID id, @Nullable String reason) {
    accessControl.require(caller, DECIDE);
    return writer.decide(caller, id, TextRules.required("reason", reason, MAX_REASON));
  }
}
