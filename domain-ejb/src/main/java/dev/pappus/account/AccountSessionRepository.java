package dev.pappus.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries of the sessions of the console. */
@ApplicationScoped
public class AccountSessionRepository {
  @Inject EntityManager em;

  void add(AccountSession session) {
    em.persist(session);
  }

  Optional<AccountSession> find(UUID id) {
    return Optional.ofNullable(em.find(AccountSession.class, id));
  }

  /** A user's, newest first. */
  List<AccountSession> of(UUID userId) {
    return em.createQuery(
            "select s from AccountSession s where s.userId = :user order by s.id desc",
            AccountSession.class)
        .setParameter("user", userId)
        .getResultList();
  }

  void see(UUID id, Instant now) {
    em.createQuery("update AccountSession s set s.seenAt = :now where s.id = :id")
        .setParameter("now", now)
        .setParameter("id", id)
        .executeUpdate();
  }

  void renew(UUID id, long generation) {
    em.createQuery("update AccountSession s set s.generation = :generation where s.id = :id")
        .setParameter("generation", generation)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Removes one of a user's; false if there is none. */
  boolean remove(UUID userId, UUID id) {
    return em.createQuery("delete from AccountSession s where s.id = :id and s.userId = :user")
            .setParameter("id", id)
            .setParameter("user", userId)
            .executeUpdate()
        == 1;
  }

  /** Removes those of a user that are over. */
  void removeOver(SessionKey current, Instant seenBefore, Instant begunBefore) {
    em.createQuery(
            "delete from AccountSession s where s.userId = :user and (s.generation <> :generation"
                + " or s.seenAt < :seen or s.createdAt < :begun)")
        .setParameter("user", current.userId())
        .setParameter("generation", current.generation())
        .setParameter("seen", seenBefore)
        .setParameter("begun", begunBefore)
        .executeUpdate();
  }
}
