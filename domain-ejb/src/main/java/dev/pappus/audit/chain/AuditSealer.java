package dev.pappus.audit.chain;

import dev.pappus.audit.AuditEntry;
import dev.pappus.audit.AuditRepository;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Seals entries, each exactly once: by the lock of the chain's row, and by a unique constraint. The
 * order of the chain is that of sealing; an entry whose transaction ends late comes late.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AuditSealer {
  static final int BATCH = 500;

  @Inject AuditRepository entries;
  @Inject AuditChainRepository chains;
  @Inject Clock clock;

  /**
   * Seals the oldest entries that wait.
   *
   * @return how many; {@value #BATCH} if there may be more
   */
  public int sealBatch() {
    if (entries.unsealed(1).isEmpty()) {
      return 0;
    }
    AuditChain chain = chains.locked();
    // read under the lock: what another node has just sealed waits no more
    List<AuditEntry> batch = entries.unsealed(BATCH);
    Instant now = clock.instant();
    for (AuditEntry entry : batch) {
      chains.add(chain.seal(EntryFields.of(entry), now));
    }
    if (!batch.isEmpty()) {
      entries.sealed(batch.stream().map(AuditEntry::id).toList());
    }
    return batch.size();
  }
}
