package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A user from outside the team, let in for one of its apps, with a role for that app. Removed when
 * the app goes to another team, which then decides anew.
 */
@Entity
@Table(name = "collaborator")
public class Collaborator extends AbstractEntity {
  /** The app's. */
  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "app_id")
  private UUID appId;

  @Column(name = "user_id")
  private UUID userId;

  @Enumerated(EnumType.STRING)
  private Role role;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Collaborator() {}

  public Collaborator(UUID teamId, UUID appId, UUID userId, Role role, Instant now) {
    super(now);
    this.teamId = teamId;
    this.appId = appId;
    this.userId = userId;
    this.role = role;
  }

  void become(Role newRole) {
    role = newRole;
  }

  public UUID teamId() {
    return teamId;
  }

  public UUID appId() {
    return appId;
  }

  public UUID userId() {
    return userId;
  }

  public Role role() {
    return role;
  }
}
