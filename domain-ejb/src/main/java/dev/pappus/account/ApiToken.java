package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key for scripts, acting for one user. Only its SHA-256 is stored; it is shown once. */
@Entity
@Table(name = "api_token")
public class ApiToken extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "user_id")
  private UUID userId;

  @SuppressWarnings("UnusedVariable") // read by queries
  private String name;

  @SuppressWarnings("UnusedVariable") // read by queries
  private String sha256;

  @Column(name = "expires_at")
  private @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected ApiToken() {}

  public ApiToken(User user, String name, String sha256, @Nullable Instant expiresAt, Instant now) {
    super(now);
    this.teamId = user.teamId();
    this.userId = user.id();
    this.name = name;
    this.sha256 = sha256;
    this.expiresAt = expiresAt;
  }
}
