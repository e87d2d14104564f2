package dev.pappus.audit.chain;

import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.work.Job;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobStatus;
import dev.pappus.work.JobStep;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** One step of a verification: some thousand seals. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class VerifyStep {
  static final int SEALS = 5000;

  @Inject DataSource dataSource;
  @Inject AuditChainRepository chains;
  @Inject JobLedger ledger;

  /** Walks on from where the job has come to; ends at the first step that finds something. */
  public JobStep step(Job job) {
    ledger.expected(job.id(), chains.get().headSequence());
    try (Connection connection = dataSource.getConnection()) {
      ChainVerifier verifier = new ChainVerifier(connection, job.done());
      boolean more = verifier.walk(SEALS);
      long done = verifier.position() - job.done();
      ChainFinding first = verifier.first();
      if (first != null) {
        return new JobStep(done, Duration.ZERO, JobStatus.FAILED, first.toString());
      }
      if (more) {
        return JobStep.done(done);
      }
      ChainReport report = verifier.finish();
      return report.findings().isEmpty()
          ? new JobStep(done, Duration.ZERO, JobStatus.DONE, "Nothing was found. " + report.tail())
          : new JobStep(done, Duration.ZERO, JobStatus.FAILED, report.findings().get(0).toString());
    } catch (SQLException e) {
      UnavailableException unavailable = new UnavailableException("The audit cannot be read.");
      unavailable.initCause(e);
      throw unavailable;
    }
  }
}
