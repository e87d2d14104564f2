package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.security.Caller;
import dev.pappus.work.Job;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobStatus;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;

/** Ends jobs for people: whoever stops long work stands in the audit. */
@Stateless
public class JobDesk {
  @Inject JobLedger jobs;
  @Inject AuditTrail audit;

  /**
   * Ends a job before its next step; one that has ended stays as it is.
   *
   * @throws dev.pappus.work.JobNotFoundException {@code job-not-found}
   * @throws dev.pappus.shared.problem.DomainException {@code forbidden} if this kind must run to
   *     its end
   */
  public Job cancel(Caller caller, UUID id) {
    JobStatus before = jobs.get(caller, id).status();
    Job job = jobs.cancel(caller, id);
    if (!before.ended() && job.status() == JobStatus.CANCELLED) {
      audit.record(
          caller,
          "job.cancel",
          PublicId.format(IdKind.JOB, id),
          JsonParts.object().add("status", before.name()).build(),
          JsonParts.object()
              .add("kind", job.kind())
              .add("status", job.status().name())
              .add("done", job.done())
              .build());
    }
    return job;
  }
}
