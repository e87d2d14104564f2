package dev.pappus.shared.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an entity that hold sealed texts.
 *
 * @param <T> the entity
 */
public final class SealedRows<T extends AbstractEntity> {
  private final Class<T> entity;
  private final String otherwise;

  /**
   * @param fields of the entity, each of them a sealed text, null or ""
   */
  public SealedRows(Class<T> entity, String... fields) {
    this.entity = entity;
    this.otherwise =
        Arrays.stream(fields)
            .map(field -> "(e." + field + " <> '' and e." + field + " not like :current)")
            .collect(Collectors.joining(" or ", "(", ")"));
  }

  /** How many rows have a text that another key than the newest has sealed. */
  public long countOfOtherKeys(EntityManager em, String prefix) {
    return em.createQuery(
            "select count(e) from " + entity.getSimpleName() + " e where " + otherwise, Long.class)
        .setParameter("current", prefix + "%")
        .getSingleResult();
  }

  /**
   * Those with a text that another key than the newest has sealed, by key, locked.
   *
   * @param prefix of texts that the newest key sealed, {@code KeyRing.prefix()}
   * @param after only rows behind this one; null for all
   * @param max rows at most
   */
  public List<T> ofOtherKeys(EntityManager em, String prefix, @Nullable UUID after, int max) {
    var query =
        em.createQuery(
                "select e from "
                    + entity.getSimpleName()
                    + " e where "
                    + otherwise
                    + (after == null ? "" : " and e.id > :after")
                    + " order by e.id",
                entity)
            .setParameter("current", prefix + "%")
            .setMaxResults(max);
    if (after != null) {
      query.setParameter("after", after);
    }
    List<T> found = query.getResultList();
    // one by one: on H2 EclipseLink cannot lock what it limits
    found.forEach(row -> em.refresh(row, LockModeType.PESSIMISTIC_WRITE));
    return found;
  }
}
