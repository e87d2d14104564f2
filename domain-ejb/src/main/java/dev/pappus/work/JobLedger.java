package dev.pappus.work;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/** Where jobs stand: shown, cancelled, and written by the {@link JobRunner} after each step. */
@Stateless
public class JobLedger {
  @Inject JobRepository jobs;
  @Inject @Any Instance<JobKind> kinds;
  @Inject Clock clock;

  /**
   * @throws JobNotFoundException {@code job-not-found}
   */
  public Job get(Caller caller, UUID id) {
    return jobs.get(caller, id);
  }

  /**
   * Ends a job before its next step; one that has ended stays as it is.
   *
   * @throws JobNotFoundException {@code job-not-found}
   * @throws DomainException {@code forbidden} if this kind must run to its end
   */
  public Job cancel(Caller caller, UUID id) {
    Job job = jobs.get(caller, id);
    boolean cancellable =
        kinds.stream().anyMatch(kind -> kind.name().equals(job.kind()) && kind.cancellable());
    if (!cancellable && !job.status().ended()) {
      throw new DomainException(
          ProblemKind.FORBIDDEN, "forbidden", "Not allowed", "This job must run to its end.");
    }
    job.end(JobStatus.CANCELLED, clock.instant());
    return job;
  }

  public void progressed(UUID id, long done) {
    jobs.find(id).ifPresent(job -> job.progress(done));
  }

  public void stumbled(UUID id, String why) {
    jobs.find(id).ifPresent(job -> job.stumble(why));
  }

  public void ended(UUID id, JobStatus status) {
    jobs.find(id).ifPresent(job -> job.end(status, clock.instant()));
  }
}
