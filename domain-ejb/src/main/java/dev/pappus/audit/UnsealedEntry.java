package dev.pappus.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Says of an entry that the chain does not hold it yet; written with it, removed by the sealer. */
@Entity
@Table(name = "audit_unsealed")
public class UnsealedEntry {
  @Id
  @Column(name = "entry_id")
  private UUID entryId;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected UnsealedEntry() {}

  UnsealedEntry(UUID entryId) {
    this.entryId = entryId;
  }

  public UUID entryId() {
    return entryId;
  }
}
