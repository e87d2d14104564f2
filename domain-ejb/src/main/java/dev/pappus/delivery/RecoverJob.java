package dev.pappus.delivery;

import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The job that sends finished deliveries once more. It is shaped by {@code
 * pappus.delivery.recover-per-second} and keeps at most {@code
 * pappus.delivery.recover-max-unfinished} of its own on their way, so that an endpoint that has
 * just come back is not run over, and one that has not gets no heap of new failures. What it counts
 * as done are deliveries that have ended, and it ends with the last of them.
 */
@ApplicationScoped
public class RecoverJob implements JobKind {
  /** The kind's name. */
  public static final String NAME = "recover-deliveries";

  /** The same with nothing sent: it only counts. */
  public static final String COUNT = "count-deliveries";

  @Inject RecoveryBatch batch;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.MANAGE_WEBHOOKS;
  }

  @Override
  public @Nullable UUID appId(Job job) {
    return batch.appOf(job.subjectId());
  }

  @Override
  public boolean cancellable() {
    return true;
  }

  @Override
  public JobStep step(Job job) {
    return batch.step(job.id());
  }

  @Override
  public void cancelled(Job job) {
    batch.withdraw(job.id(), job.subjectId(), "job-cancelled");
  }
}
