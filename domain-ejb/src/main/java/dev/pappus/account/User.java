package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A person with a password. What it may do in which team is told by its {@link Membership}s and
 * {@link Collaborator}s; what it may do to the whole installation, by a flag of its own.
 */
@Entity
@Table(name = "account_user")
public class User extends AbstractEntity {
  private String email;
  private String name;

  @Column(name = "password_hash")
  private String passwordHash;

  @Column(name = "installation_administrator")
  private boolean installationAdministrator;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected User() {}

  /**
   * @param email in lower case
   * @param passwordHash made by {@link PasswordHasher}
   */
  public User(
      String email,
      String name,
      String passwordHash,
      boolean installationAdministrator,
      Instant now) {
    super(now);
    this.email = email;
    this.name = name;
    this.passwordHash = passwordHash;
    this.installationAdministrator = installationAdministrator;
  }

  public String email() {
    return email;
  }

  public String name() {
    return name;
  }

  /** Whether it may act on the whole installation. */
  public boolean installationAdministrator() {
    return installationAdministrator;
  }

  String passwordHash() {
    return passwordHash;
  }
}
