package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A person with a password. What it may do in which team is told by its {@link Membership}s and
 * {@link Collaborator}s; what it may do to the whole installation, by a flag of its own.
 *
 * <p>Each of its sessions knows the generation under which it was made; when that goes up, all of
 * them are over.
 */
@Entity
@Table(name = "account_user")
public class User extends AbstractEntity {
  /** Longest name, in UTF-16 units. */
  static final int MAX_NAME = 100;

  /** Longest address that mail knows (RFC 5321 §4.5.3.1.3, less the brackets). */
  static final int MAX_EMAIL = 254;

  private String email;
  private String name;

  @Column(name = "password_hash")
  private String passwordHash;

  @Column(name = "installation_administrator")
  private boolean installationAdministrator;

  private @Nullable String language;

  @Column(name = "time_zone")
  private @Nullable String timeZone;

  @Enumerated(EnumType.STRING)
  private UserStatus status;

  @Column(name = "session_generation")
  private long sessionGeneration;

  @Column(name = "second_factor")
  private boolean secondFactor;

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
    this.status = UserStatus.ACTIVE;
  }

  /**
   * @param newLanguage one that we speak; null for the browser's
   * @param newTimeZone null for the team's
   */
  void describe(String newName, @Nullable Locale newLanguage, @Nullable ZoneId newTimeZone) {
    name = newName;
    language = newLanguage == null ? null : newLanguage.toLanguageTag();
    timeZone = newTimeZone == null ? null : newTimeZone.getId();
  }

  /** Gives it another password and ends all its sessions. */
  void changePassword(String newHash) {
    passwordHash = newHash;
    signOutEverywhere();
  }

  /** Ends all its sessions. */
  public void signOutEverywhere() {
    sessionGeneration++;
  }

  /** Lets nobody use it before an administrator has approved it. */
  void putUnderReview() {
    status = UserStatus.UNDER_REVIEW;
  }

  /** Lets it be used. */
  void activate() {
    status = UserStatus.ACTIVE;
  }

  /** Closes it, and ends all its sessions. */
  void suspend() {
    status = UserStatus.SUSPENDED;
    signOutEverywhere();
  }

  /** Whether a code is asked for besides the password, from now on. */
  public void requireSecondFactor(boolean required) {
    secondFactor = required;
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

  /** The language it wants the console in; null for the browser's. */
  public @Nullable Locale language() {
    return language == null ? null : Locale.forLanguageTag(language);
  }

  /** The zone it wants times in; null for the team's. */
  public @Nullable ZoneId timeZone() {
    return timeZone == null ? null : ZoneId.of(timeZone);
  }

  public UserStatus status() {
    return status;
  }

  public long sessionGeneration() {
    return sessionGeneration;
  }

  /** Whether a code is asked for besides the password. */
  public boolean secondFactor() {
    return secondFactor;
  }
}
