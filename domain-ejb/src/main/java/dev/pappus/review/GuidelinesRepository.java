package dev.pappus.review;

import dev.pappus.account.Team;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** Queries of {@link GuidelinesAcceptance}. */
@ApplicationScoped
public class GuidelinesRepository {
  @Inject EntityManager em;

  void add(GuidelinesAcceptance acceptance) {
    em.persist(acceptance);
  }

  Optional<GuidelinesAcceptance> find(UUID teamId, int version) {
    return em.createQuery(
            "select g from GuidelinesAcceptance g where g.teamId = :team"
                + " and g.guidelinesVersion = :version",
            GuidelinesAcceptance.class)
        .setParameter("team", teamId)
        .setParameter("version", version)
        .getResultStream()
        .findFirst();
  }

  /** Of two who accept at once for a team, the second waits and finds that it is done. */
  void lock(UUID teamId) {
    em.find(Team.class, teamId, LockModeType.PESSIMISTIC_WRITE);
  }
}
