package dev.pappus.event;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** Queries of {@link AppEvent}. */
@ApplicationScoped
public class EventRepository {
  @Inject EntityManager em;

  /** Writes the row at once: what plain JDBC writes next in this transaction refers to it. */
  public void add(AppEvent event) {
    em.persist(event);
    em.flush();
  }

  public Optional<AppEvent> find(UUID id) {
    return Optional.ofNullable(em.find(AppEvent.class, id));
  }

  /** Events of an app without tests, newest first. */
  public Page<AppEvent> page(UUID appId, PageRequest request) {
    String after = request.before() == null ? "" : " and e.id < :before";
    var query =
        em.createQuery(
                "select e from AppEvent e where e.appId = :app and e.test = false"
                    + after
                    + " order by e.id desc",
                AppEvent.class)
            .setParameter("app", appId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, AppEvent::id);
  }

  /** Removes up to {@code max} events of an app. */
  public int remove(UUID appId, int max) {
    var ids =
        em.createQuery("select e.id from AppEvent e where e.appId = :app", UUID.class)
            .setParameter("app", appId)
            .setMaxResults(max)
            .getResultList();
    if (ids.isEmpty()) {
      return 0;
    }
    return em.createQuery("delete from AppEvent e where e.id in :ids")
        .setParameter("ids", ids)
        .executeUpdate();
  }
}
