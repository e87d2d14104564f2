package dev.pappus.inbox;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Queries of {@link Notice}. */
@ApplicationScoped
public class NoticeRepository {
  @Inject EntityManager em;

  void add(Notice notice) {
    em.persist(notice);
  }

  Optional<Notice> find(UUID teamId, UUID id) {
    return Optional.ofNullable(em.find(Notice.class, id))
        .filter(notice -> notice.teamId().equals(teamId));
  }

  Page<Notice> page(UUID teamId, PageRequest request) {
    String after = request.before() == null ? "" : " and n.id < :before";
    var query =
        em.createQuery(
                "select n from Notice n where n.teamId = :team" + after + " order by n.id desc",
                Notice.class)
            .setParameter("team", teamId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, Notice::id);
  }

  long unread(UUID teamId) {
    return em.createQuery(
            "select count(n) from Notice n where n.teamId = :team and n.readAt is null", Long.class)
        .setParameter("team", teamId)
        .getSingleResult();
  }

  int readAll(UUID teamId, Instant now) {
    return em.createQuery(
            "update Notice n set n.readAt = :now where n.teamId = :team and n.readAt is null")
        .setParameter("now", now)
        .setParameter("team", teamId)
        .executeUpdate();
  }
}
