package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;

/** Somebody who wants an account, until a link has confirmed the address. No account yet. */
@Entity
@Table(name = "account_registration")
public class Registration extends AbstractEntity {
  private String email;
  private String name;

  @Column(name = "password_hash")
  private String passwordHash;

  private String language;

  @SuppressWarnings("UnusedVariable") // read by queries
  private String sha256;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Registration() {}

  Registration(
      RegistrationDraft draft, String passwordHash, String sha256, Instant expiresAt, Instant now) {
    super(now);
    this.email = draft.email();
    this.name = draft.name();
    this.passwordHash = passwordHash;
    this.language = draft.language().toLanguageTag();
    this.sha256 = sha256;
    this.expiresAt = expiresAt;
  }

  boolean holds(Instant now) {
    return now.isBefore(expiresAt);
  }

  String email() {
    return email;
  }

  String name() {
    return name;
  }

  String passwordHash() {
    return passwordHash;
  }

  Locale language() {
    return Locale.forLanguageTag(language);
  }
}
