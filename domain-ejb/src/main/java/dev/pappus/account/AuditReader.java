package dev.pappus.account;

import dev.pappus.audit.AuditEntry;
import dev.pappus.audit.AuditFilter;
import dev.pappus.audit.AuditRepository;
import dev.pappus.audit.AuditTrail;
import dev.pappus.audit.Refusals;
import dev.pappus.audit.chain.AuditChain;
import dev.pappus.audit.chain.AuditChainRepository;
import dev.pappus.audit.chain.VerifyAudit;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobRepository;
import dev.pappus.work.JobStarter;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;

/** The audit, for those who may see it. */
@Stateless
public class AuditReader {
  @Inject AccessControl accessControl;
  @Inject AuditRepository entries;
  @Inject AuditChainRepository chains;
  @Inject AuditTrail audit;
  @Inject JobStarter starter;
  @Inject JobRepository jobs;

  /**
   * Where the chain stands.
   *
   * @param unsealed how many entries wait for their seal
   */
  public record ChainStand(AuditChain chain, long unsealed) {}

  /**
   * Entries, newest first.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Page<AuditEntry> page(Caller caller, AuditFilter filter, PageRequest request) {
    requireScope(caller, filter);
    return entries.page(
        filter.scope() == AuditFilter.Scope.TEAM ? caller.teamId() : Refusals.INSTALLATION,
        filter,
        request);
  }

  /** A team's own is for those of the team who may see it; what concerns no team, for few. */
  private void requireScope(Caller caller, AuditFilter filter) {
    accessControl.require(
        caller,
        filter.scope() == AuditFilter.Scope.TEAM
            ? Permission.VIEW_AUDIT
            : Permission.MANAGE_INSTALLATION);
  }

  /**
   * Says that somebody takes the audit away as a file; that is in the audit too.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public void export(Caller caller, AuditFilter filter) {
    requireScope(caller, filter);
    audit.record(caller, "audit.export", "audit", null, null);
  }

  /**
   * @throws AccessDeniedException {@code forbidden}
   */
  public ChainStand chain(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return new ChainStand(chains.get(), chains.unsealed());
  }

  /**
   * Starts the job that verifies the chain.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Job verify(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    Job job = starter.start(caller.teamId(), VerifyAudit.NAME, caller.teamId());
    audit.record(caller, "audit.verify", PublicId.format(IdKind.JOB, job.id()), null, null);
    return job;
  }

  /**
   * The verification that the caller's team has started last.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Optional<Job> lastVerification(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return jobs.findLatest(caller.teamId(), VerifyAudit.NAME, caller.teamId());
  }
}
