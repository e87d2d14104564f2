package dev.pappus.account;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key for scripts, acting for one user in one team, or with one app of it. Only its SHA-256 is
 * stored; it is shown once. It may do what both its scopes and the user's role allow, so it dies
 * with the membership; revoked, it stays so.
 */
@Entity
@Table(name = "api_token")
public class ApiToken extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "app_id")
  private @Nullable UUID appId;

  private String name;

  /** Names of {@link TokenScope}, separated by commas. */
  private String scopes;

  @SuppressWarnings("UnusedVariable") // searched by queries
  private String sha256;

  @Column(name = "expires_at")
  private @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  @Column(name = "last_used_at")
  private @Nullable Instant lastUsedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected ApiToken() {}

  /**
   * @param grant what it is for
   * @param sha256 of {@link TokenText#sha256}
   */
  public ApiToken(UUID teamId, UUID userId, TokenGrant grant, String sha256, Instant now) {
    super(now);
    this.teamId = teamId;
    this.userId = userId;
    this.appId = grant.appId();
    this.name = grant.name();
    this.scopes = TokenScope.written(grant.scopes());
    this.expiresAt = grant.expiresAt();
    this.sha256 = sha256;
  }

  void revoke(Instant now) {
    revokedAt = now;
  }

  public UUID teamId() {
    return teamId;
  }

  public UUID userId() {
    return userId;
  }

  /** The only app it opens; null for the whole team. */
  public @Nullable UUID appId() {
    return appId;
  }

  public String name() {
    return name;
  }

  public Set<TokenScope> scopes() {
    return TokenScope.read(scopes);
  }

  /** Null if it lasts. */
  public @Nullable Instant expiresAt() {
    return expiresAt;
  }

  public @Nullable Instant revokedAt() {
    return revokedAt;
  }

  /** To about a minute; null if it never was. */
  public @Nullable Instant lastUsedAt() {
    return lastUsedAt;
  }
}
