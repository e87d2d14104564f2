package dev.pappus.storage;

import dev.pappus.shared.id.PublicId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Counts references to kept files; each step a short transaction of its own, or the caller's. */
@Stateless
public class StoredFileRegistry {
  @Inject EntityManager em;

  @Inject Clock clock;

  /**
   * Finds the key under which these bytes are kept, or makes one, and counts one reference to it.
   * Committed before the bytes are written: from then on nobody removes them.
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public UUID reserve(String sha256, long sizeBytes) {
    StoredFile file =
        em.createQuery("select f from StoredFile f where f.sha256 = :sha256", StoredFile.class)
            .setParameter("sha256", sha256)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultStream()
            .findFirst()
            .orElse(null);
    if (file == null) {
      file = new StoredFile(PublicId.newKey(), sha256, sizeBytes, clock.instant());
      em.persist(file);
    }
    file.refer();
    em.flush();
    return file.key();
  }

  /** Drops a reference, in the caller's transaction. */
  public void release(UUID key) {
    StoredFile file = em.find(StoredFile.class, key, LockModeType.PESSIMISTIC_WRITE);
    if (file != null) {
      file.release();
    }
  }

  /** As {@link #release}, in a transaction of its own. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void releaseNow(UUID key) {
    release(key);
  }

  /** Keys of files that nothing refers to any more. */
  public List<UUID> unreferenced(int max) {
    return em.createQuery(
            "select f from StoredFile f where f.referenceCount <= 0", StoredFile.class)
        .setMaxResults(max)
        .getResultStream()
        .map(StoredFile::key)
        .toList();
  }

  /** Forgets a file whose bytes are gone. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void forget(UUID key) {
    StoredFile file = em.find(StoredFile.class, key, LockModeType.PESSIMISTIC_WRITE);
    if (file != null && file.referenceCount() <= 0) {
      em.remove(file);
    }
  }
}
