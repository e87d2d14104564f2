package dev.pappus.account.totp;

import dev.pappus.shared.persistence.SealedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of second factors and recovery codes. */
@ApplicationScoped
public class TotpRepository {
  private static final SealedRows<Totp> SEALED = new SealedRows<>(Totp.class, "sealedSecret");

  @Inject EntityManager em;

  void add(Totp totp) {
    em.persist(totp);
  }

  void add(RecoveryCode code) {
    em.persist(code);
  }

  Optional<Totp> find(UUID userId) {
    return em.createQuery("select t from Totp t where t.userId = :user", Totp.class)
        .setParameter("user", userId)
        .getResultStream()
        .findFirst();
  }

  /** Notes the step of a code; false if it, or a later one, was taken before. */
  boolean take(UUID userId, long step) {
    return em.createQuery(
                "update Totp t set t.lastStep = :step"
                    + " where t.userId = :user and t.lastStep < :step")
            .setParameter("step", step)
            .setParameter("user", userId)
            .executeUpdate()
        == 1;
  }

  List<RecoveryCode> codes(UUID userId) {
    return em.createQuery("select c from RecoveryCode c where c.userId = :user", RecoveryCode.class)
        .setParameter("user", userId)
        .getResultList();
  }

  /** Removes a code; false if it was used before. */
  boolean take(RecoveryCode code) {
    return em.createQuery("delete from RecoveryCode c where c.id = :id")
            .setParameter("id", code.id())
            .executeUpdate()
        == 1;
  }

  void removeCodes(UUID userId) {
    em.createQuery("delete from RecoveryCode c where c.userId = :user")
        .setParameter("user", userId)
        .executeUpdate();
  }

  void remove(UUID userId) {
    removeCodes(userId);
    em.createQuery("delete from Totp t where t.userId = :user")
        .setParameter("user", userId)
        .executeUpdate();
  }

  /** Those that another key than the newest has sealed, in the order of their keys. */
  List<Totp> sealedOtherwise(String prefix, @Nullable UUID after, int max) {
    return SEALED.ofOtherKeys(em, prefix, after, max);
  }

  /** How many those are. */
  long countSealedOtherwise(String prefix) {
    return SEALED.countOfOtherKeys(em, prefix);
  }
}
