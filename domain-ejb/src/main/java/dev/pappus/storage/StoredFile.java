package dev.pappus.storage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Kept bytes and how many things refer to them. At zero its hash is dropped, so that equal bytes
 * arriving now get a file of their own, and the bytes go once that is committed.
 */
@Entity
@Table(name = "stored_file")
public class StoredFile {
  @Id
  @Column(name = "file_key")
  private UUID key;

  private @Nullable String sha256;

  @Column(name = "size_bytes")
  private long sizeBytes;

  @Column(name = "reference_count")
  private int referenceCount;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected StoredFile() {}

  StoredFile(UUID key, String sha256, long sizeBytes, Instant now) {
    this.key = key;
    this.sha256 = sha256;
    this.sizeBytes = sizeBytes;
    this.createdAt = now;
  }

  void refer() {
    referenceCount++;
  }

  /** Drops one reference; true when it was the last. */
  boolean release() {
    referenceCount--;
    if (referenceCount > 0) {
      return false;
    }
    sha256 = null;
    return true;
  }

  public UUID key() {
    return key;
  }

  public @Nullable String sha256() {
    return sha256;
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  public int referenceCount() {
    return referenceCount;
  }

  public Instant createdAt() {
    return createdAt;
  }
}
