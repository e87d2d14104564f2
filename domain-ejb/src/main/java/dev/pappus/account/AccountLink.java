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
 * A link in a message that opens something for whoever holds it, once. Only the SHA-256 of its
 * secret is stored. An account has at most one of each purpose; a used one is gone.
 */
@Entity
@Table(name = "account_link")
public class AccountLink extends AbstractEntity {
  @Column(name = "user_id")
  private UUID userId;

  @Enumerated(EnumType.STRING)
  @SuppressWarnings("UnusedVariable") // read by queries
  private LinkPurpose purpose;

  @SuppressWarnings("UnusedVariable") // read by queries
  private String sha256;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected AccountLink() {}

  AccountLink(UUID userId, LinkPurpose purpose, String sha256, Instant expiresAt, Instant now) {
    super(now);
    this.userId = userId;
    this.purpose = purpose;
    this.sha256 = sha256;
    this.expiresAt = expiresAt;
  }

  UUID userId() {
    return userId;
  }

  boolean holds(Instant now) {
    return now.isBefore(expiresAt);
  }
}
