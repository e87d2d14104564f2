package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person with a password, member of one team. */
@Entity
@Table(name = "account_user")
public class User extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  private String email;
  private String name;

  @Column(name = "password_hash")
  private String passwordHash;

  @Enumerated(EnumType.STRING)
  private Role role;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected User() {}

  /**
   * @param email in lower case
   * @param passwordHash made by {@link PasswordHasher}
   */
  public User(UUID teamId, String email, String name, String passwordHash, Role role, Instant now) {
    super(now);
    this.teamId = teamId;
    this.email = email;
    this.name = name;
    this.passwordHash = passwordHash;
    this.role = role;
  }

  public UUID teamId() {
    return teamId;
  }

  public String email() {
    return email;
  }

  public String name() {
    return name;
  }

  public Role role() {
    return role;
  }

  String passwordHash() {
    return passwordHash;
  }
}
