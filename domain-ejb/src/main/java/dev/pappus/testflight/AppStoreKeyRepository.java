package dev.pappus.testflight;

import dev.pappus.shared.persistence.SealedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of {@link AppStoreKey}. */
@ApplicationScoped
public class AppStoreKeyRepository {
  private static final SealedRows<AppStoreKey> SEALED =
      new SealedRows<>(AppStoreKey.class, "sealedPrivateKey");

  @Inject EntityManager em;

  void add(AppStoreKey key) {
    em.persist(key);
  }

  void remove(AppStoreKey key) {
    em.remove(key);
  }

  /** A team's key. */
  public Optional<AppStoreKey> find(UUID teamId) {
    return em.createQuery("select k from AppStoreKey k where k.teamId = :team", AppStoreKey.class)
        .setParameter("team", teamId)
        .getResultStream()
        .findFirst();
  }

  /**
   * @throws AppStoreKeyNotFoundException {@code testflight-key-not-found}
   */
  AppStoreKey get(UUID teamId) {
    return find(teamId).orElseThrow(AppStoreKeyNotFoundException::new);
  }

  /** Those that another key of ours has sealed, locked, by their own key. */
  List<AppStoreKey> sealedOtherwise(String prefix, @Nullable UUID after, int max) {
    return SEALED.ofOtherKeys(em, prefix, after, max);
  }

  /** How many those are. */
  long countSealedOtherwise(String prefix) {
    return SEALED.countOfOtherKeys(em, prefix);
  }
}
