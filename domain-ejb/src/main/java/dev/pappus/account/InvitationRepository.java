package dev.pappus.account;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries of {@link Invitation}. */
@ApplicationScoped
public class InvitationRepository {
  private static final String WAITING =
      "i.teamId = :team and i.acceptedAt is null and i.withdrawnAt is null";

  @Inject EntityManager em;

  void add(Invitation invitation) {
    em.persist(invitation);
    em.flush();
  }

  Optional<Invitation> find(UUID id) {
    return Optional.ofNullable(em.find(Invitation.class, id));
  }

  /** The one whose link has a secret. */
  Optional<Invitation> findBySecret(String sha256) {
    return em.createQuery("select i from Invitation i where i.sha256 = :sha256", Invitation.class)
        .setParameter("sha256", sha256)
        .getResultStream()
        .findFirst();
  }

  /** With its row locked, as it is now: who accepts or withdraws it comes one after the other. */
  void lock(Invitation invitation) {
    em.refresh(invitation, LockModeType.PESSIMISTIC_WRITE);
  }

  /** A team's that were neither accepted nor withdrawn, newest first; expired ones too. */
  Page<Invitation> page(UUID teamId, PageRequest request) {
    TypedQuery<Invitation> query =
        em.createQuery(
                "select i from Invitation i where "
                    + WAITING
                    + (request.before() == null ? "" : " and i.id < :before")
                    + " order by i.id desc",
                Invitation.class)
            .setParameter("team", teamId)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, Invitation::id);
  }

  /** A team's that could still be accepted. */
  List<Invitation> open(UUID teamId, Instant now) {
    return em.createQuery(
            "select i from Invitation i where " + WAITING + " and i.expiresAt > :now",
            Invitation.class)
        .setParameter("team", teamId)
        .setParameter("now", now)
        .getResultList();
  }
}
