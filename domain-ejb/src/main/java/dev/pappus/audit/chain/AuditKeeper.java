package dev.pappus.audit.chain;

import dev.pappus.audit.AuditRepository;
import dev.pappus.audit.AuditTrail;
import dev.pappus.audit.Refusals;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Removes the chain's beginning when its time is over, and says where it ends. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AuditKeeper {
  static final int BATCH = 500;
  private static final System.Logger LOG = System.getLogger(AuditKeeper.class.getName());

  @Inject AuditRepository entries;
  @Inject AuditChainRepository chains;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /** An end of the chain. */
  public record Head(long sequence, String hash) {}

  /**
   * Tells the log the chain's end, if it has not been told today. The line is written before it
   * counts as told: a death in between repeats it, the other way round the day would have none.
   *
   * @return what was told
   */
  public Optional<Head> tellHead() {
    AuditChain chain = chains.locked();
    if (!chain.tell(clock.instant())) {
      return Optional.empty();
    }
    LOG.log(
        Level.INFO,
        LogLine.of("audit.head")
            .with("sequence", chain.headSequence())
            .with("hash", chain.headHash())
            .toString());
    return Optional.of(new Head(chain.headSequence(), chain.headHash()));
  }

  /**
   * Removes the oldest entries with their seals. What remains is verified from the last seal that
   * went: it is in the chain's row, and in an entry of its own, which the chain holds.
   *
   * @return how many went; {@value #BATCH} if there may be more
   */
  public int cut(Instant before) {
    AuditChain chain = chains.locked();
    List<AuditSeal> old = chains.oldest(before, BATCH);
    if (old.isEmpty()) {
      return 0;
    }
    AuditSeal last = old.get(old.size() - 1);
    entries.remove(old.stream().map(AuditSeal::entryId).toList());
    chains.removeUpTo(last.sequence());
    chain.cutAfter(last);
    audit.record(
        new Caller(Refusals.INSTALLATION, ActorKind.SYSTEM, null, "system", Grants.NONE, ""),
        ChainVerifier.CUT,
        "audit",
        null,
        JsonParts.object()
            .add("sequence", last.sequence())
            .add("hash", last.hash())
            .add("entries", old.size())
            .add("before", before.toString())
            .build());
    return old.size();
  }
}
