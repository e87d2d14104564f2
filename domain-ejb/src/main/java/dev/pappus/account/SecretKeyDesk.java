package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.secret.KeyRing;
import dev.pappus.secret.ReKeying;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobRepository;
import dev.pappus.work.JobStarter;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The installation's secret key, for who manages it: what it seals, and sealing anew. */
@Stateless
public class SecretKeyDesk {
  @Inject AccessControl accessControl;
  @Inject KeyRing keys;
  @Inject ReKeying reKeying;
  @Inject JobStarter starter;
  @Inject JobRepository jobs;
  @Inject AuditTrail audit;

  /**
   * How the secrets stand.
   *
   * @param keyIds of the keys that are configured, the one in use first; no key can be guessed by
   *     its id
   * @param waiting rows that another key than the one in use has sealed
   * @param job the last that sealed anew; empty if there was none
   */
  public record State(List<String> keyIds, long waiting, Optional<Job> job) {}

  /**
   * @throws AccessDeniedException {@code forbidden}
   */
  public State state(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return new State(keys.ids(), reKeying.waiting(), jobs.findLatest(ReKeying.NAME));
  }

  /**
   * Starts the job that seals every secret with the key in use.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Job sealAnew(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    UUID team = caller.teamId();
    Job job = starter.start(team, ReKeying.NAME, team);
    audit.record(caller, "installation.re-key", PublicId.format(IdKind.JOB, job.id()), null, null);
    return job;
  }
}
