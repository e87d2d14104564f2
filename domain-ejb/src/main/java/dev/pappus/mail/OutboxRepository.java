package dev.pappus.mail;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.SealedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of {@link OutboxMail}. */
@ApplicationScoped
public class OutboxRepository {
  private static final SealedRows<OutboxMail> SEALED =
      new SealedRows<>(OutboxMail.class, "sealedBody");

  @Inject EntityManager em;

  void add(OutboxMail mail) {
    em.persist(mail);
  }

  Optional<OutboxMail> findLocked(UUID id) {
    return Optional.ofNullable(em.find(OutboxMail.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** The keys of those whose time has come. */
  List<UUID> due(Instant now, int limit) {
    return em.createQuery(
            "select m.id from OutboxMail m where m.status = :status and m.nextAttemptAt <= :now"
                + " order by m.nextAttemptAt",
            UUID.class)
        .setParameter("status", MailStatus.WAITING)
        .setParameter("now", now)
        .setMaxResults(limit)
        .getResultList();
  }

  /** Those not sent whose body another key has sealed, locked, by key. */
  List<OutboxMail> sealedOtherwise(String prefix, @Nullable UUID after, int max) {
    return SEALED.ofOtherKeys(em, prefix, after, max);
  }

  /** How many those are. */
  long countSealedOtherwise(String prefix) {
    return SEALED.countOfOtherKeys(em, prefix);
  }

  /** Those of all teams and of the installation, newest first. */
  public Page<OutboxMail> page(PageRequest request) {
    String after = request.before() == null ? "" : " where m.id < :before";
    var query =
        em.createQuery(
                "select m from OutboxMail m" + after + " order by m.id desc", OutboxMail.class)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, OutboxMail::id);
  }

  /**
   * @throws MailNotFoundException {@code mail-not-found}
   */
  public OutboxMail get(UUID id) {
    return Optional.ofNullable(em.find(OutboxMail.class, id))
        .orElseThrow(MailNotFoundException::new);
  }
}
