package dev.pappus.shared.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * The one entity manager of the house: that of the transaction that is running.
 *
 * <p>Payara looks the factory behind it up at the first call, in the module that makes the request:
 * a repository whose first caller is a web page would not find it. So there is one for all, and
 * {@link EntityManagerStarter} makes the first call in the module that owns the persistence unit.
 */
@ApplicationScoped
public class EntityManagerProducer {
  @PersistenceContext(unitName = "pappus")
  EntityManager em;

  @Produces
  EntityManager entityManager() {
    return em;
  }
}
