package dev.pappus.account.verification;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One submission of a team's real name: {@code SUBMITTED}, then {@code APPROVED} for good, or
 * {@code REJECTED}, which drops name and number and lets the team submit another. A team has at
 * most one that is not rejected; the database holds that.
 */
@Entity
@Table(name = "real_name_verification")
public class RealNameVerification extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  @SuppressWarnings("UnusedVariable") // read by the constraint
  private @Nullable Short live;

  @Enumerated(EnumType.STRING)
  private VerificationStatus status;

  @Column(name = "sealed_name")
  private @Nullable String sealedName;

  @Column(name = "sealed_number")
  private @Nullable String sealedNumber;

  private String reason;

  @Column(name = "decided_by")
  private String decidedBy;

  @Column(name = "decided_at")
  private @Nullable Instant decidedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected RealNameVerification() {}

  /**
   * @param sealedName as {@link RealNames} sealed it
   * @param sealedNumber as {@link RealNames} sealed it
   */
  public RealNameVerification(UUID teamId, String sealedName, String sealedNumber, Instant now) {
    super(now);
    this.teamId = teamId;
    this.live = 1;
    this.status = VerificationStatus.SUBMITTED;
    this.sealedName = sealedName;
    this.sealedNumber = sealedNumber;
    this.reason = "";
    this.decidedBy = "";
  }

  void approve(String by, Instant at) {
    status = VerificationStatus.APPROVED;
    decidedBy = by;
    decidedAt = at;
  }

  void reject(String why, String by, Instant at) {
    status = VerificationStatus.REJECTED;
    live = null;
    sealedName = null;
    sealedNumber = null;
    reason = why;
    decidedBy = by;
    decidedAt = at;
  }

  void reseal(UnaryOperator<String> name, UnaryOperator<String> number) {
    if (sealedName != null) {
      sealedName = name.apply(sealedName);
    }
    if (sealedNumber != null) {
      sealedNumber = number.apply(sealedNumber);
    }
  }

  public UUID teamId() {
    return teamId;
  }

  public VerificationStatus status() {
    return status;
  }

  /** Null once rejected. */
  @Nullable String sealedName() {
    return sealedName;
  }

  /** Null once rejected. */
  @Nullable String sealedNumber() {
    return sealedNumber;
  }

  /** Why it was rejected, "" for none. */
  public String reason() {
    return reason;
  }

  /** Who decided, "" for nobody yet. */
  public String decidedBy() {
    return decidedBy;
  }

  public @Nullable Instant decidedAt() {
    return decidedAt;
  }
}
