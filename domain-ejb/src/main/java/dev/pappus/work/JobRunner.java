package dev.pappus.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs on this node. db-scheduler picks one node for each job, and another when that one dies;
 * a step that fails is tried again, ever more slowly, until it succeeds.
 */
@Singleton
@Startup
@DependsOn("SchemaMigrator")
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class JobRunner {
  private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

  /** More than long jobs are under way at a time: a small chore must not wait for their end. */
  private static final int THREADS = 4;

  private static final int HOUSEKEEPING_THREADS = 3;

  /** As often as the most frequent chore recurs. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A node that misses six in a row is dead, and its jobs and chores go on elsewhere. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration MAX_STOP_WAIT = Duration.ofSeconds(5);

  /** What the scheduler calls a job; its instances are the jobs' public ids. */
  static final TaskDescriptor<Void> TASK = TaskDescriptor.of("job");

  @Inject DataSource dataSource;
  @Inject JobLedger ledger;
  @Inject JobRepository jobs;
  @Inject Clock clock;
  @Inject @Any Instance<JobKind> kinds;
  @Inject @Any Instance<Chore> chores;

  @Resource ManagedThreadFactory threads;

  private @Nullable Scheduler scheduler;

  @PostConstruct
  void start() {
    CustomTask<Void> task =
        Tasks.custom(TASK)
            .onDeadExecutionRevive()
            .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY, 2))
            .execute(this::run);
    Scheduler created =
        Scheduler.create(dataSource, task)
            .startTasks(chores.stream().<RecurringTask<Void>>map(JobRunner::recurring).toList())
            .executorService(Executors.newFixedThreadPool(THREADS, threads))
            .dueExecutor(Executors.newSingleThreadExecutor(threads))
            .housekeeperExecutor(Executors.newScheduledThreadPool(HOUSEKEEPING_THREADS, threads))
            .threads(THREADS)
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .shutdownMaxWait(MAX_STOP_WAIT)
            .build();
    created.start();
    scheduler = created;
  }

  private static RecurringTask<Void> recurring(Chore chore) {
    return Tasks.recurring(TaskDescriptor.of(chore.name()), FixedDelay.of(chore.every()))
        .execute((instance, context) -> chore.run());
  }

  @PreDestroy
  void stop() {
    Scheduler running = scheduler;
    if (running != null) {
      running.stop();
    }
  }

  private CompletionHandler<Void> run(TaskInstance<Void> instance, ExecutionContext context) {
    UUID id =
        PublicId.parse(IdKind.JOB, instance.getId())
            .orElseThrow(() -> new IllegalStateException("Not a job: " + instance.getId()));
    try {
      return runSteps(id, context);
    } catch (RuntimeException e) {
      ledger.stumbled(id, "Trying again: " + e.getMessage());
      throw e;
    }
  }

  /** Takes steps until the job ends or wants to wait; then the thread is free for others. */
  private CompletionHandler<Void> runSteps(UUID id, ExecutionContext context) {
    while (true) {
      Job job = jobs.find(id).orElse(null);
      if (job == null || job.status().ended()) {
        return (complete, execution) -> execution.remove();
      }
      if (context.getSchedulerState().isShuttingDown()) {
        throw new IllegalStateException("The server is stopping; another start goes on.");
      }
      JobStep step = kindOf(job).step(job);
      if (step.done() > 0) {
        ledger.progressed(id, step.done());
      }
      if (step.end() != null) {
        ledger.ended(id, step.end(), step.message());
        logEnd(job, step.end());
      } else if (step.pause().compareTo(Duration.ZERO) > 0) {
        Instant next = clock.instant().plus(step.pause());
        return (complete, execution) -> execution.reschedule(complete, next);
      }
    }
  }

  private static void logEnd(Job job, JobStatus end) {
    LOG.log(
        Level.INFO,
        LogLine.of("job.ended")
            .with("job", PublicId.format(IdKind.JOB, job.id()))
            .with("kind", job.kind())
            .with("status", end)
            .toString());
  }

  private JobKind kindOf(Job job) {
    return kinds.stream()
        .filter(kind -> kind.name().equals(job.kind()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No such kind of job: " + job.kind()));
  }
}
