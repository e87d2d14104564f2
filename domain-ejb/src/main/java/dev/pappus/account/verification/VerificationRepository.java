package dev.pappus.account.verification;

import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.SealedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of {@link RealNameVerification}. */
@ApplicationScoped
public class VerificationRepository {
  private static final SealedRows<RealNameVerification> SEALED =
      new SealedRows<>(RealNameVerification.class, "sealedName", "sealedNumber");

  @Inject EntityManager em;

  void add(RealNameVerification verification) {
    em.persist(verification);
    em.flush();
  }

  /** What a team submitted last. */
  public Optional<RealNameVerification> latest(UUID teamId) {
    return em.createQuery(
            "select v from RealNameVerification v where v.teamId = :team order by v.id desc",
            RealNameVerification.class)
        .setParameter("team", teamId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  public VerificationStatus status(UUID teamId) {
    return latest(teamId).map(RealNameVerification::status).orElse(VerificationStatus.NONE);
  }

  /**
   * One of any team, its row locked.
   *
   * @throws VerificationNotFoundException {@code verification-not-found}
   */
  RealNameVerification getLocked(UUID id) {
    RealNameVerification found =
        em.find(RealNameVerification.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (found == null) {
      throw new VerificationNotFoundException();
    }
    return found;
  }

  /** Those of all teams with a status, newest first. */
  Page<RealNameVerification> page(VerificationStatus status, PageRequest request) {
    String after = request.before() == null ? "" : " and v.id < :before";
    var query =
        em.createQuery(
                "select v from RealNameVerification v where v.status = :status"
                    + after
                    + " order by v.id desc",
                RealNameVerification.class)
            .setParameter("status", status)
            .setMaxResults(request.limit() + 1);
    if (request.before() != null) {
      query.setParameter("before", request.before());
    }
    return Page.of(query.getResultList(), request, RealNameVerification::id);
  }

  /** Those that another key than the one of the prefix has sealed, locked, by key. */
  List<RealNameVerification> sealedOtherwise(String prefix, @Nullable UUID after, int max) {
    return SEALED.ofOtherKeys(em, prefix, after, max);
  }

  /** How many those are. */
  long countSealedOtherwise(String prefix) {
    return SEALED.countOfOtherKeys(em, prefix);
  }
}
