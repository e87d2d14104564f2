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
    Job job =
        jobs.findLocked(id)
            .filter(found -> found.teamId().equals(caller.teamId()))
            .orElseThrow(JobNotFoundException::new);
    if (job.status().ended()) {
      return job;
    }
    JobKind kind =
        kinds.stream()
            .filter(known -> known.name().equals(job.kind()) && known.cancellable())
            .findFirst()
            .orElse(null);
    if (kind == null) {
      throw new DomainException(
          ProblemKind.FORBIDDEN, "forbidden", "Not allowed", "This job must run to its end.");
    }
    job.end(JobStatus.CANCELLED, clock.instant());
    kind.cancelled(job);
    return job;
  }

  /** Notes what a step did. */
  public void progressed(UUID id, long done) {
    jobs.findLocked(id).ifPresent(job -> job.progress(done));
  }

  /** Notes how much there is to do. */
  public void expected(UUID id, long total) {
    jobs.findLocked(id).ifPresent(job -> job.expect(total));
  }

  public void stumbled(UUID id, String why) {
    jobs.findLocked(id).ifPresent(job -> job.stumble(why));
  }

  /**
   * Ends a job.
   *
   * @param message why it ended so, "" if there is nothing to say
   */
  public void ended(UUID id, JobStatus status, String message) {
    jobs.findLocked(id)
        .filter(job -> !job.status().ended())
        .ifPresent(
            job -> {
              job.stumble(message);
              job.end(status, clock.instant());
            });
  }
}
