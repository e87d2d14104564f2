package dev.pappus.work;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
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
    return shown(caller, jobs.find(id)).orElseThrow(JobNotFoundException::new);
  }

  /** The job of a kind that was begun last for something, if the caller may watch it. */
  public Optional<Job> latest(Caller caller, String kind, UUID subjectId) {
    return shown(caller, jobs.findLatest(caller.teamId(), kind, subjectId));
  }

  /**
   * A job of the caller's team that it may watch, or of the installation that it manages; others
   * are not there for it.
   */
  private Optional<Job> shown(Caller caller, Optional<Job> job) {
    return job.filter(
        found -> kindOf(found).filter(kind -> mayWatch(caller, kind, found)).isPresent());
  }

  private static boolean mayWatch(Caller caller, JobKind kind, Job job) {
    boolean ofTheInstallation = kind.permission() == Permission.MANAGE_INSTALLATION;
    if (!ofTheInstallation && !job.teamId().equals(caller.teamId())) {
      return false;
    }
    UUID appId = kind.appId(job);
    return appId == null
        ? caller.grants().allows(kind.permission())
        : caller.grants().allows(kind.permission(), appId);
  }

  private Optional<JobKind> kindOf(Job job) {
    return kinds.stream().filter(known -> known.name().equals(job.kind())).findFirst();
  }

  /**
   * Ends a job before its next step; one that has ended stays as it is.
   *
   * @throws JobNotFoundException {@code job-not-found}
   * @throws DomainException {@code forbidden} if this kind must run to its end
   */
  public Job cancel(Caller caller, UUID id) {
    Job job = shown(caller, jobs.findLocked(id)).orElseThrow(JobNotFoundException::new);
    if (job.status().ended()) {
      return job;
    }
    JobKind kind = kindOf(job).filter(JobKind::cancellable).orElse(null);
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
