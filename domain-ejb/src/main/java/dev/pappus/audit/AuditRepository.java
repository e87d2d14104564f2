package dev.pappus.audit;

import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of {@link AuditEntry}. */
@ApplicationScoped
public class AuditRepository {
  /** How far the clock that made a key may be from the one that wrote its time. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

  @Inject EntityManager em;

  /**
   * Entries of a team, newest first. Each member of the filter has an index of its own that ends in
   * the key, so that a page is read and nothing sorted.
   */
  public Page<AuditEntry> page(UUID teamId, AuditFilter filter, PageRequest request) {
    StringBuilder where = new StringBuilder("e.teamId = :team");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("team", teamId);
    equal(where, values, "actorName", filter.actor());
    equal(where, values, "action", filter.action());
    equal(where, values, "subject", filter.subject());
    Instant from = filter.from();
    if (from != null) {
      where.append(" and e.at >= :from and e.id >= :fromKey");
      values.put("from", from);
      values.put("fromKey", PublicId.firstKeyAt(from.minus(CLOCKS_APART)));
    }
    Instant to = filter.to();
    if (to != null) {
      where.append(" and e.at < :to and e.id < :toKey");
      values.put("to", to);
      values.put("toKey", PublicId.firstKeyAt(to.plus(CLOCKS_APART)));
    }
    if (request.before() != null) {
      where.append(" and e.id < :before");
      values.put("before", request.before());
    }
    TypedQuery<AuditEntry> query =
        em.createQuery(
                "select e from AuditEntry e where " + where + " order by e.id desc",
                AuditEntry.class)
            .setMaxResults(request.limit() + 1);
    values.forEach(query::setParameter);
    return Page.of(query.getResultList(), request, AuditEntry::id);
  }

  private static void equal(
      StringBuilder where, Map<String, Object> values, String member, @Nullable String wanted) {
    if (wanted != null) {
      where.append(" and e.").append(member).append(" = :").append(member);
      values.put(member, wanted);
    }
  }

  /** The oldest entries that are not sealed yet. */
  public List<AuditEntry> unsealed(int limit) {
    return em.createQuery(
            "select e from UnsealedEntry u, AuditEntry e where e.id = u.entryId"
                + " order by u.entryId",
            AuditEntry.class)
        .setMaxResults(limit)
        .getResultList();
  }

  /** They are sealed now. */
  public void sealed(List<UUID> entryIds) {
    em.createQuery("delete from UnsealedEntry u where u.entryId in :ids")
        .setParameter("ids", entryIds)
        .executeUpdate();
  }

  /** Removes entries whose time is over. */
  public void remove(List<UUID> entryIds) {
    em.createQuery("delete from AuditEntry e where e.id in :ids")
        .setParameter("ids", entryIds)
        .executeUpdate();
  }
}
