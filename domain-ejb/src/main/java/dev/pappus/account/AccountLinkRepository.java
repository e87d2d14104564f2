package dev.pappus.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** Queries of the links in messages. */
@ApplicationScoped
public class AccountLinkRepository {
  @Inject EntityManager em;

  void add(AccountLink link) {
    em.persist(link);
  }

  Optional<AccountLink> find(LinkPurpose purpose, String sha256) {
    return em.createQuery(
            "select l from AccountLink l where l.sha256 = :sha256 and l.purpose = :purpose",
            AccountLink.class)
        .setParameter("sha256", sha256)
        .setParameter("purpose", purpose)
        .getResultStream()
        .findFirst();
  }

  /** Removes one; false if another request was faster. */
  boolean take(UUID id) {
    return em.createQuery("delete from AccountLink l where l.id = :id")
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  void removeAll(UUID userId, LinkPurpose purpose) {
    em.createQuery("delete from AccountLink l where l.userId = :user and l.purpose = :purpose")
        .setParameter("user", userId)
        .setParameter("purpose", purpose)
        .executeUpdate();
  }
}
