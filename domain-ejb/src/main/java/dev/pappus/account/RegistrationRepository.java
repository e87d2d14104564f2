package dev.pappus.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;

/** Queries of registrations. */
@ApplicationScoped
public class RegistrationRepository {
  @Inject EntityManager em;

  /** Puts one in place of those of its address, and forgets all that have ended. */
  void put(Registration registration, Instant now) {
    em.createQuery("delete from Registration r where r.email = :email or r.expiresAt < :now")
        .setParameter("email", registration.email())
        .setParameter("now", now)
        .executeUpdate();
    em.persist(registration);
  }

  Optional<Registration> find(String sha256) {
    return em.createQuery(
            "select r from Registration r where r.sha256 = :sha256", Registration.class)
        .setParameter("sha256", sha256)
        .getResultStream()
        .findFirst();
  }

  /** Removes one; false if another request was faster. */
  boolean take(Registration registration) {
    return em.createQuery("delete from Registration r where r.id = :id")
            .setParameter("id", registration.id())
            .executeUpdate()
        == 1;
  }
}
