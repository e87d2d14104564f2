package dev.pappus.delivery.receiver;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries of {@link ReceiverLink}. */
@ApplicationScoped
public class ReceiverLinkRepository {
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  @Inject EntityManager em;

  void add(ReceiverLink link) {
    em.persist(link);
  }

  /** A link by key, whether it holds or not. */
  public Optional<ReceiverLink> find(UUID id) {
    return Optional.ofNullable(em.find(ReceiverLink.class, id));
  }

  /** Links of a webhook, those that hold no more included, newest first. */
  public Page<ReceiverLink> page(UUID webhookId, PageRequest request) {
    String after = request.before() == null ? "" : " and l.id < :before";
    var query =
        em.createQuery(
                "select l from ReceiverLink l where l.webhookId = :webhook"
                    + after
                    + " order by l.id desc",
                ReceiverLink.class)
            .setParameter("webhook", webhookId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, ReceiverLink::id);
  }

  /** Notes a use; one within a minute of the last noted one is left out: pages are reloaded. */
  void noteUse(UUID id, Instant now) {
    em.createQuery(
            "update ReceiverLink l set l.lastUsedAt = :now where l.id = :id"
                + " and (l.lastUsedAt is null or l.lastUsedAt < :before)")
        .setParameter("now", now)
        .setParameter("id", id)
        .setParameter("before", now.minus(USE_NOTED_EVERY))
        .executeUpdate();
  }

  /** How many links of a webhook hold at that time. */
  long countHolding(UUID webhookId, Instant now) {
    return em.createQuery(
            "select count(l) from ReceiverLink l where l.webhookId = :webhook"
                + " and l.revokedAt is null and l.expiresAt > :now",
            Long.class)
        .setParameter("webhook", webhookId)
        .setParameter("now", now)
        .getSingleResult();
  }

  /** Removes up to {@code max} links of webhooks of an app. */
  int remove(UUID appId, int max) {
    List<UUID> ids =
        em.createQuery(
                "select l.id from ReceiverLink l where l.webhookId in"
                    + " (select w.id from Webhook w where w.appId = :app)",
                UUID.class)
            .setParameter("app", appId)
            .setMaxResults(max)
            .getResultList();
    return ids.isEmpty()
        ? 0
        : em.createQuery("delete from ReceiverLink l where l.id in :ids")
            .setParameter("ids", ids)
            .executeUpdate();
  }
}
