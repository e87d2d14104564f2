package dev.pappus.delivery;

import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The dry run of {@link RecoverJob}: its total tells how many would be sent. */
@ApplicationScoped
public class RecoverCount implements JobKind {
  @Inject RecoveryBatch batch;

  @Override
  public String name() {
    return RecoverJob.COUNT;
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
    return batch.count(job.id());
  }
}
