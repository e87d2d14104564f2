package dev.pappus.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** Queries of {@link ExternalIdentity}. */
@ApplicationScoped
public class ExternalIdentityRepository {
  @Inject EntityManager em;

  void add(ExternalIdentity identity) {
    em.persist(identity);
    em.flush();
  }

  /** Whose account it is. */
  Optional<UUID> findUser(String issuer, String subject) {
    return em.createQuery(
            "select i from ExternalIdentity i where i.issuer = :issuer and i.subject = :subject",
            ExternalIdentity.class)
        .setParameter("issuer", issuer)
        .setParameter("subject", subject)
        .getResultStream()
        .findFirst()
        .map(ExternalIdentity::userId);
  }

  /** Whether an account is somebody's whom any issuer vouches for. */
  boolean hasAny(UUID userId) {
    return em.createQuery(
                "select count(i) from ExternalIdentity i where i.userId = :user", Long.class)
            .setParameter("user", userId)
            .getSingleResult()
        > 0;
  }

  /** Whether an account is somebody's whom this issuer vouches for. */
  boolean isTaken(UUID userId, String issuer) {
    return em.createQuery(
                "select count(i) from ExternalIdentity i"
                    + " where i.userId = :user and i.issuer = :issuer",
                Long.class)
            .setParameter("user", userId)
            .setParameter("issuer", issuer)
            .getSingleResult()
        > 0;
  }
}
