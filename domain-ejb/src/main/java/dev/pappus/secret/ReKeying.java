package dev.pappus.secret;

import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The job that seals everything with the newest key, batch by batch, so that the keys before it can
 * be forgotten. A batch looks for what is still sealed with another key, so it may be repeated and
 * goes on where a killed process left off.
 */
@ApplicationScoped
public class ReKeying implements JobKind {
  /** The kind's name. */
  public static final String NAME = "re-key";

  private static final int BATCH = 200;

  @Inject @Any Instance<SealedStock> stocks;
  @Inject JobLedger ledger;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.MANAGE_INSTALLATION;
  }

  @Override
  public boolean cancellable() {
    return true;
  }

  @Override
  public JobStep step(Job job) {
    if (job.total() == 0) {
      ledger.expected(job.id(), waiting());
    }
    for (SealedStock stock : stocks) {
      int done = step(stock);
      if (done > 0) {
        return JobStep.done(done);
      }
    }
    return JobStep.END;
  }

  /** How many rows another key than the newest has sealed. */
  public long waiting() {
    return stocks.stream().mapToLong(SealedStock::waiting).sum();
  }

  /** One batch; those in which no row can be read are passed by at once. */
  private static int step(SealedStock stock) {
    @Nullable UUID after = null;
    while (true) {
      SealedStock.Batch batch = stock.rekey(after, BATCH);
      if (batch.done() > 0 || batch.last() == null) {
        return batch.done();
      }
      after = batch.last();
    }
  }
}
