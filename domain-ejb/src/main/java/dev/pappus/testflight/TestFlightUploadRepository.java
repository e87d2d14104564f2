package dev.pappus.testflight;

import dev.pappus.build.Build;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries of {@link TestFlightUpload}. */
@ApplicationScoped
public class TestFlightUploadRepository {
  @Inject EntityManager em;

  void add(TestFlightUpload upload) {
    em.persist(upload);
  }

  /** Lets hand-overs of one build begin one after the other. */
  void lock(Build build) {
    em.find(Build.class, build.id(), LockModeType.PESSIMISTIC_WRITE);
  }

  /** The hand-over of a build. */
  public Optional<TestFlightUpload> findByBuild(UUID buildId) {
    return find("buildId", buildId, null);
  }

  Optional<TestFlightUpload> findByJob(UUID jobId) {
    return find("jobId", jobId, null);
  }

  /** With its row locked: the notes of a step and a cancel are one after the other. */
  Optional<TestFlightUpload> findByJobLocked(UUID jobId) {
    return find("jobId", jobId, LockModeType.PESSIMISTIC_WRITE);
  }

  private Optional<TestFlightUpload> find(String member, UUID key, @Nullable LockModeType lock) {
    var query =
        em.createQuery(
                "select u from TestFlightUpload u where u." + member + " = :key",
                TestFlightUpload.class)
            .setParameter("key", key);
    if (lock != null) {
      query.setLockMode(lock);
    }
    return query.getResultStream().findFirst();
  }

  /** Removes those of an app. */
  int removeOf(UUID appId) {
    return em.createQuery("delete from TestFlightUpload u where u.appId = :app")
        .setParameter("app", appId)
        .executeUpdate();
  }
}
