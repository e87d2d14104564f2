package dev.pappus.account.verification;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.text.TextRules;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The transactions behind {@link VerificationDesk}, which stands outside; input arrives checked.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class VerificationWriter {
  private static final int MAX_BY = 254;

  @Inject VerificationRepository verifications;
  @Inject RealNames names;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * @throws VerificationStateException {@code verification-state} if one waits or was approved
   */
  public VerificationView submit(Caller caller, String name, String number) {
    VerificationStatus status = verifications.status(caller.teamId());
    if (status == VerificationStatus.SUBMITTED || status == VerificationStatus.APPROVED) {
      throw new VerificationStateException(status);
    }
    Instant now = clock.instant();
    RealNameVerification verification =
        new RealNameVerification(
            caller.teamId(), names.sealName(name), names.sealNumber(number), now);
    verifications.add(verification);
    record(
        caller,
        "verification.submit",
        verification,
        null,
        Json.createObjectBuilder()
            .add("state", verification.status().name())
            .add("number", RealNames.masked(number))
            .build());
    return names.view(verification);
  }

  /**
   * Decides about one that waits.
   *
   * @param reason why not; null to approve
   * @throws VerificationNotFoundException {@code verification-not-found}
   * @throws VerificationStateException {@code verification-state} if it does not wait
   */
  public VerificationView decide(Caller caller, UUID id, @Nullable String reason) {
    RealNameVerification verification = verifications.getLocked(id);
    if (verification.status() != VerificationStatus.SUBMITTED) {
      throw new VerificationStateException(verification.status());
    }
    JsonObject before = state(verification);
    String by = TextRules.cut(caller.actorName(), MAX_BY);
    if (reason == null) {
      verification.approve(by, clock.instant());
    } else {
      verification.reject(reason, by, clock.instant());
    }
    // the team's own people look there, as with other decisions of the installation
    record(
        caller.in(verification.teamId()),
        reason == null ? "verification.approve" : "verification.reject",
        verification,
        before,
        state(verification));
    return names.view(verification);
  }

  private static JsonObject state(RealNameVerification verification) {
    return Json.createObjectBuilder()
        .add("state", verification.status().name())
        .add("team", PublicId.format(IdKind.TEAM, verification.teamId()))
        .add("reason", verification.reason())
        .build();
  }

  private void record(
      Caller caller,
      String action,
      RealNameVerification verification,
      @Nullable JsonObject before,
      JsonObject after) {
    audit.record(
        caller, action, PublicId.format(IdKind.VERIFICATION, verification.id()), before, after);
  }
}
