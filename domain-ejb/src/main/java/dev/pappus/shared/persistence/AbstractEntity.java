package dev.pappus.shared.persistence;

import dev.pappus.shared.id.PublicId;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/**
 * What all entities share: a key made in the constructor, which alone decides equality, the time it
 * was made, and the version for optimistic locking.
 *
 * <p>Entities refer to one another by key, never by object: no cascade and no lazy loading crosses
 * a feature, and an entity that left its transaction is complete.
 */
@MappedSuperclass
public abstract class AbstractEntity {
  @Id private UUID id;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version
  @Column(name = "version")
  private long revision;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected AbstractEntity() {}

  protected AbstractEntity(Instant createdAt) {
    this(PublicId.newKey(), createdAt);
  }

  protected AbstractEntity(UUID id, Instant createdAt) {
    this.id = id;
    this.createdAt = createdAt;
  }

  public UUID id() {
    return id;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public long revision() {
    return revision;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof AbstractEntity entity
        && getClass() == entity.getClass()
        && id.equals(entity.id);
  }

  @Override
  public final int hashCode() {
    return id.hashCode();
  }
}
