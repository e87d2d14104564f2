package dev.pappus.work;

import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
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

  /**
   * @throws JobNotFoundException {@code job-not-found}
   */
  public Job get(Caller caller, UUID id) {
    return find(id)
        .filter(job -> job.teamId().equals(caller.teamId()))
        .orElseThrow(JobNotFoundException::new);
  }
}
