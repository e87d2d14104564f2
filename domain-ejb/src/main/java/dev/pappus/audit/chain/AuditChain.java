package dev.pappus.audit.chain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the chain ends, and after what it begins: one row, locked by whoever seals or cuts, so that
 * one does at a time in the whole cluster.
 */
@Entity
@Table(name = "audit_chain")
public class AuditChain {
  /** The key of the one row. */
  static final int ONLY = 1;

  @SuppressWarnings("UnusedVariable") // the key
  @Id
  private int id;

  @Column(name = "head_sequence")
  private long headSequence;

  @Column(name = "head_hash")
  private String headHash;

  @Column(name = "anchor_sequence")
  private long anchorSequence;

  @Column(name = "anchor_hash")
  private String anchorHash;

  @Column(name = "told_at")
  private @Nullable Instant toldAt;

  /** For JPA alone: the row is made by the migration. */
  @SuppressWarnings("NullAway.Init")
  protected AuditChain() {}

  /** Puts the next seal at the end. */
  AuditSeal seal(EntryFields entry, Instant now) {
    AuditSeal seal = new AuditSeal(entry, headHash, headSequence + 1, now);
    headSequence = seal.sequence();
    headHash = seal.hash();
    return seal;
  }

  /** The chain begins after this seal from now on. */
  void cutAfter(AuditSeal last) {
    anchorSequence = last.sequence();
    anchorHash = last.hash();
  }

  /**
   * Whether the head is to be told: it has not been today, in UTC. Notes that it is.
   *
   * @return false too while there is none
   */
  boolean tell(Instant now) {
    Instant told = toldAt;
    boolean today =
        told != null && told.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS));
    if (today || headSequence == 0) {
      return false;
    }
    toldAt = now;
    return true;
  }

  /** Place of the newest seal; 0 while there is none. */
  public long headSequence() {
    return headSequence;
  }

  public String headHash() {
    return headHash;
  }

  /** Place of the last seal that retention has removed; 0 for none. */
  public long anchorSequence() {
    return anchorSequence;
  }

  public String anchorHash() {
    return anchorHash;
  }
}
