package dev.pappus.audit.chain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One link of the chain: holds an entry, and the link before it. Written once, never changed. */
@Entity
@Table(name = "audit_seal")
public class AuditSeal {
  @Id private long sequence;

  @Column(name = "entry_id")
  private UUID entryId;

  @SuppressWarnings("UnusedVariable") // read by the verifier
  @Column(name = "sealed_at")
  private Instant sealedAt;

  @SuppressWarnings("UnusedVariable") // read by the verifier
  @Column(name = "previous_hash")
  private String previousHash;

  private String hash;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected AuditSeal() {}

  AuditSeal(EntryFields entry, String previousHash, long sequence, Instant sealedAt) {
    this.sequence = sequence;
    this.entryId = entry.id();
    this.sealedAt = sealedAt;
    this.previousHash = previousHash;
    this.hash = entry.hash(previousHash, sequence, sealedAt);
  }

  /** Its place in the chain, from 1, without gaps. */
  public long sequence() {
    return sequence;
  }

  public UUID entryId() {
    return entryId;
  }

  public String hash() {
    return hash;
  }
}
