package dev.pappus.delivery.receiver;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link by which people without an account see the deliveries of one webhook. It holds until its
 * time is over, it is revoked, or the webhook or its app is gone; a revoked one keeps its row, so
 * that one sees who could look until when.
 */
@Entity
@Table(name = "receiver_link")
public class ReceiverLink extends AbstractEntity {
  @Column(name = "webhook_id")
  private UUID webhookId;

  private String label;

  @Column(name = "created_by")
  private String createdBy;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  @Column(name = "last_used_at")
  private @Nullable Instant lastUsedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected ReceiverLink() {}

  ReceiverLink(UUID webhookId, String label, String createdBy, Instant expiresAt, Instant now) {
    super(now);
    this.webhookId = webhookId;
    this.label = label;
    this.createdBy = createdBy;
    this.expiresAt = expiresAt;
  }

  void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  /** Whether it opens anything at that time. */
  public boolean holdsAt(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  public UUID webhookId() {
    return webhookId;
  }

  /** For whom it is, in the words of whoever made it. */
  public String label() {
    return label;
  }

  /** Name of whoever made it. */
  public String createdBy() {
    return createdBy;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  public @Nullable Instant revokedAt() {
    return revokedAt;
  }

  /** To the minute. */
  public @Nullable Instant lastUsedAt() {
    return lastUsedAt;
  }
}
