package dev.pappus.webhook.network;

import dev.pappus.shared.problem.UnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;

/** The row of {@link AllowedNetworks}. */
@ApplicationScoped
public class AllowedNetworkRepository {
  @Inject EntityManager em;

  /**
   * @throws UnavailableException if the database does not answer, or the row is gone
   */
  AllowedNetworks get() {
    try {
      AllowedNetworks found = em.find(AllowedNetworks.class, AllowedNetworks.ID);
      if (found != null) {
        return found;
      }
    } catch (PersistenceException e) {
      UnavailableException unavailable = unavailable();
      unavailable.initCause(e);
      throw unavailable;
    }
    throw unavailable();
  }

  private static UnavailableException unavailable() {
    return new UnavailableException("The list of allowed networks cannot be read.");
  }
}
