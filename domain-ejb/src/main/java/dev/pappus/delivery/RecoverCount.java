package dev.pappus.delivery;

import dev.pappus.work.Job;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The dry run of {@link RecoverJob}: its total tells how many would be sent. */
@ApplicationScoped
public class RecoverCount implements JobKind {
  @Inject RecoveryBatch batch;

  @Override
  public String name() {
    return RecoverJob.COUNT;
  }

  @Override
  public boolean cancellable() {
    return true;
  }

  @Override
  public JobStep step(Job job) {
    return batch.count(job.id());
  }
}
