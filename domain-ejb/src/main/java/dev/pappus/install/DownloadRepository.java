package dev.pappus.install;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;

/** Queries of {@link LoggedDownload}. */
@ApplicationScoped
public class DownloadRepository {
  @Inject EntityManager em;

  void add(LoggedDownload download) {
    em.persist(download);
  }

  boolean exists(UUID buildId, String remoteAddress, Instant since) {
    return !em.createQuery(
            "select d.id from LoggedDownload d where d.buildId = :build"
                + " and d.remoteAddress = :address and d.at >= :since",
            UUID.class)
        .setParameter("build", buildId)
        .setParameter("address", remoteAddress)
        .setParameter("since", since)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  Page<LoggedDownload> page(UUID appId, PageRequest request) {
    String after = request.before() == null ? "" : " and d.id < :before";
    var query =
        em.createQuery(
                "select d from LoggedDownload d where d.appId = :app"
                    + after
                    + " order by d.id desc",
                LoggedDownload.class)
            .setParameter("app", appId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, LoggedDownload::id);
  }

  /** Removes some of an app's. */
  int remove(UUID appId, int limit) {
    var ids =
        em.createQuery("select d.id from LoggedDownload d where d.appId = :app", UUID.class)
            .setParameter("app", appId)
            .setMaxResults(limit)
            .getResultList();
    return ids.isEmpty()
        ? 0
        : em.createQuery("delete from LoggedDownload d where d.id in :ids")
            .setParameter("ids", ids)
            .executeUpdate();
  }
}
