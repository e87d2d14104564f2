package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.secret.ReKeying;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobStarter;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Starts the job that seals every secret with the installation's newest key. */
@Stateless
public class ReKeyStarter {
  @Inject AccessControl accessControl;
  @Inject JobStarter jobs;
  @Inject AuditTrail audit;

  /**
   * @throws AccessDeniedException {@code forbidden}
   */
  public Job start(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    Job job = jobs.start(caller.teamId(), ReKeying.NAME, caller.teamId());
    audit.record(caller, "installation.re-key", PublicId.format(IdKind.JOB, job.id()), null, null);
    return job;
  }
}
