package dev.pappus.build;

import dev.pappus.account.AccessControl;
import dev.pappus.app.AppRepository;
import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobStarter;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.Optional;
import java.util.UUID;

/**
 * Has builds inspected again, by a job. Where one is already on its way for the same, that one is
 * meant: it will have read all of them since.
 */
@Stateless
public class BuildReinspector {
  @Inject AccessControl accessControl;
  @Inject AppRepository apps;
  @Inject BuildRepository builds;
  @Inject JobStarter starter;
  @Inject JobLedger jobs;
  @Inject AuditTrail audit;

  /**
   * @throws BuildNotFoundException {@code build-not-found}
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public Job inspectBuild(Caller caller, UUID buildId) {
    builds.get(caller, Permission.MANAGE_APPS, buildId);
    return start(caller, buildId, "build.inspect", IdKind.BUILD);
  }

  /**
   * All builds of an app.
   *
   * @throws dev.pappus.app.AppNotFoundException {@code app-not-found}
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public Job inspectApp(Caller caller, UUID appId) {
    apps.get(caller, Permission.MANAGE_APPS, appId);
    return start(caller, appId, "app.inspect", IdKind.APP);
  }

  /**
   * All builds of the caller's team.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public Job inspectTeam(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_APPS);
    return start(caller, caller.teamId(), "team.inspect", IdKind.TEAM);
  }

  private Job start(Caller caller, UUID subject, String action, IdKind kind) {
    return latest(caller, subject)
        .filter(job -> !job.status().ended())
        .orElseGet(
            () -> {
              Job job = starter.start(caller.teamId(), InspectBuilds.NAME, subject);
              audit.record(
                  caller,
                  action,
                  PublicId.format(kind, subject),
                  null,
                  Json.createObjectBuilder()
                      .add("job", PublicId.format(IdKind.JOB, job.id()))
                      .build());
              return job;
            });
  }

  /** The job that was begun last for a build, an app or the team, if the caller may watch it. */
  public Optional<Job> latest(Caller caller, UUID subject) {
    return jobs.latest(caller, InspectBuilds.NAME, subject);
  }

  /** What was the matter with the builds of such a job, so far. */
  public InspectionOutcome outcome(Job job) {
    return InspectionOutcome.of(builds.problemsSince(job));
  }
}
