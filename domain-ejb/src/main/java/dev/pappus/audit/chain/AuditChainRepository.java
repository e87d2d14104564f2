package dev.pappus.audit.chain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;

/** Queries of {@link AuditChain} and {@link AuditSeal}. */
@ApplicationScoped
public class AuditChainRepository {
  @Inject EntityManager em;

  /** The chain, kept from everybody else until the transaction ends. */
  AuditChain locked() {
    return em.find(AuditChain.class, AuditChain.ONLY, LockModeType.PESSIMISTIC_WRITE);
  }

  public AuditChain get() {
    return em.find(AuditChain.class, AuditChain.ONLY);
  }

  void add(AuditSeal seal) {
    em.persist(seal);
  }

  /**
   * The oldest seals, from the chain's beginning as far as their entries are from before a time.
   */
  List<AuditSeal> oldest(Instant before, int limit) {
    List<Object[]> rows =
        em.createQuery(
                "select s, e.at from AuditSeal s, AuditEntry e where e.id = s.entryId"
                    + " order by s.sequence",
                Object[].class)
            .setMaxResults(limit)
            .getResultList();
    return rows.stream()
        .takeWhile(row -> ((Instant) row[1]).isBefore(before))
        .map(row -> (AuditSeal) row[0])
        .toList();
  }

  /** Removes the chain's beginning. */
  void removeUpTo(long sequence) {
    em.createQuery("delete from AuditSeal s where s.sequence <= :last")
        .setParameter("last", sequence)
        .executeUpdate();
  }

  /** How many entries wait for their seal. */
  public long unsealed() {
    return em.createQuery("select count(u) from UnsealedEntry u", Long.class).getSingleResult();
  }
}
