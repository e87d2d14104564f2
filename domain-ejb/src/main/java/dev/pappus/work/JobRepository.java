package dev.pappus.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** Queries of {@link Job}. */
@ApplicationScoped
public class JobRepository {
  @Inject EntityManager em;

  void add(Job job) {
    em.persist(job);
  }

  public Optional<Job> find(UUID id) {
    return Optional.ofNullable(em.find(Job.class, id));
  }

  /** A job with its row locked: steps, cancelling and notes of one job are one after the other. */
  public Optional<Job> findLocked(UUID id) {
    return Optional.ofNullable(em.find(Job.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** The job of a kind that was begun last, for whatever team. */
  public Optional<Job> findLatest(String kind) {
    return em.createQuery("select j from Job j where j.kind = :kind order by j.id desc", Job.class)
        .setParameter("kind", kind)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** The job of a kind that was begun last for a subject of a team. */
  public Optional<Job> findLatest(UUID teamId, String kind, UUID subjectId) {
    return em.createQuery(
            "select j from Job j where j.teamId = :team and j.kind = :kind"
                + " and j.subjectId = :subject order by j.id desc",
            Job.class)
        .setParameter("team", teamId)
        .setParameter("kind", kind)
        .setParameter("subject", subjectId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }
}
