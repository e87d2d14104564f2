package dev.pappus.work;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;

/** Puts a job into the queue, in the transaction of the caller: no commit, no job. */
@ApplicationScoped
public class JobStarter {
  @Inject JobRepository jobs;
  @Inject DataSource dataSource;
  @Inject Clock clock;

  /**
   * @param kind name of a {@link JobKind}
   * @param subjectId what it works on
   */
  public Job start(UUID teamId, String kind, UUID subjectId) {
    Job job = new Job(teamId, kind, subjectId, clock.instant());
    jobs.add(job);
    SchedulerClient.Builder.create(dataSource)
        .build()
        .scheduleIfNotExists(
            JobRunner.TASK
                .instance(PublicId.format(IdKind.JOB, job.id()))
                .scheduledTo(clock.instant()));
    return job;
  }
}
