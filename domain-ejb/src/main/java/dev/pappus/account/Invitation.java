package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter to an address: whoever reads it may join the team, or one of its apps, with a role. It
 * is open until it is accepted, withdrawn or too old; sent again it is as new, and the link of the
 * letter before is worth nothing. Only the SHA-256 of the link's secret is stored.
 */
@Entity
@Table(name = "invitation")
public class Invitation extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "app_id")
  private @Nullable UUID appId;

  private String email;

  @Enumerated(EnumType.STRING)
  private Role role;

  @SuppressWarnings("UnusedVariable") // searched by queries
  private String sha256;

  @Column(name = "invited_by")
  private String invitedBy;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "accepted_at")
  private @Nullable Instant acceptedAt;

  @Column(name = "withdrawn_at")
  private @Nullable Instant withdrawnAt;

  /** What has become of one. */
  public enum State {
    OPEN,
    ACCEPTED,
    WITHDRAWN,
    EXPIRED
  }

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Invitation() {}

  /**
   * @param grant whom it lets in, and as what
   * @param sha256 of the link's secret
   */
  public Invitation(
      UUID teamId,
      InvitationGrant grant,
      String invitedBy,
      String sha256,
      Instant expiresAt,
      Instant now) {
    super(now);
    this.teamId = teamId;
    this.appId = grant.appId();
    this.email = grant.email();
    this.role = grant.role();
    this.invitedBy = invitedBy;
    this.sha256 = sha256;
    this.expiresAt = expiresAt;
  }

  void renew(String newSha256, Instant until) {
    sha256 = newSha256;
    expiresAt = until;
  }

  void accept(Instant now) {
    acceptedAt = now;
  }

  void withdraw(Instant now) {
    withdrawnAt = now;
  }

  public State state(Instant now) {
    if (acceptedAt != null) {
      return State.ACCEPTED;
    }
    if (withdrawnAt != null) {
      return State.WITHDRAWN;
    }
    return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
  }

  public UUID teamId() {
    return teamId;
  }

  /** The only app it is for; null for the whole team. */
  public @Nullable UUID appId() {
    return appId;
  }

  /** In lower case. */
  public String email() {
    return email;
  }

  public Role role() {
    return role;
  }

  /** An address, or a token's name. */
  public String invitedBy() {
    return invitedBy;
  }

  public Instant expiresAt() {
    return expiresAt;
  }
}
