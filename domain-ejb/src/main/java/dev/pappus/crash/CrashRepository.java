package dev.pappus.crash;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.UUID;

/** Queries of {@link CrashReport}. */
@ApplicationScoped
public class CrashRepository {
  @Inject EntityManager em;

  /** Written with the event that follows. */
  void add(CrashReport report) {
    em.persist(report);
  }

  public Page<CrashReport> page(UUID appId, PageRequest request) {
    String after = request.before() == null ? "" : " and c.id < :before";
    TypedQuery<CrashReport> query =
        em.createQuery(
                "select c from CrashReport c where c.appId = :app" + after + " order by c.id desc",
                CrashReport.class)
            .setParameter("app", appId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, CrashReport::id);
  }

  List<CrashReport> anyOf(UUID appId, int max) {
    return em.createQuery("select c from CrashReport c where c.appId = :app", CrashReport.class)
        .setParameter("app", appId)
        .setMaxResults(max)
        .getResultList();
  }

  void remove(CrashReport report) {
    em.remove(report);
  }
}
