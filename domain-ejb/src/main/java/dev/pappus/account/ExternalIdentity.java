package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * Which account a person has whom a provider or a directory vouches for. Found by issuer and
 * subject alone, never by the address: that may change, and may become somebody else's (OpenID
 * Connect Core 1.0 §5.7).
 */
@Entity
@Table(name = "account_identity")
public class ExternalIdentity extends AbstractEntity {
  @Column(name = "user_id")
  private UUID userId;

  @SuppressWarnings("UnusedVariable") // read by queries
  private String issuer;

  @SuppressWarnings("UnusedVariable") // read by queries
  private String subject;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected ExternalIdentity() {}

  ExternalIdentity(UUID userId, String issuer, String subject, Instant now) {
    super(now);
    this.userId = userId;
    this.issuer = issuer;
    this.subject = subject;
  }

  UUID userId() {
    return userId;
  }
}
