package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A user in a team, with a role there; removed when it leaves. */
@Entity
@Table(name = "membership")
public class Membership extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "user_id")
  private UUID userId;

  @Enumerated(EnumType.STRING)
  private Role role;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Membership() {}

  public Membership(UUID teamId, UUID userId, Role role, Instant now) {
    super(now);
    this.teamId = teamId;
    this.userId = userId;
    this.role = role;
  }

  void become(Role newRole) {
    role = newRole;
  }

  public UUID teamId() {
    return teamId;
  }

  public UUID userId() {
    return userId;
  }

  public Role role() {
    return role;
  }
}
