package dev.pappus.build;

import dev.pappus.app.App;
import dev.pappus.audit.AuditTrail;
import dev.pappus.format.PackageFacts;
import dev.pappus.shared.Platform;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.work.Job;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobRepository;
import dev.pappus.work.JobStatus;
import dev.pappus.work.JobStep;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a job of inspections. What a reading changes, its entry in the audit and the
 * job's count are one; the lock of the job's row keeps them and a cancel apart.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class InspectionStep {
  @Inject BuildRepository builds;
  @Inject JobRepository jobs;
  @Inject JobLedger ledger;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /** The build to read next. */
  public Optional<Build> next(Job job) {
    if (job.status() == JobStatus.QUEUED) {
      ledger.expected(job.id(), builds.countToInspect(job));
    }
    return builds.nextToInspect(job);
  }

  /** Takes what was read, unless the job was cancelled or the build deleted meanwhile. */
  public JobStep settle(Job job, UUID buildId, BuildReading reading) {
    boolean live = jobs.findLocked(job.id()).filter(found -> !found.status().ended()).isPresent();
    BuildInContext found = builds.find(buildId).orElse(null);
    if (live && found != null) {
      Build build = found.build();
      PackageFacts facts = reading.facts();
      if (facts != null && facts.platform() == found.app().platform()) {
        take(found, facts);
      }
      build.inspected(problem(found, reading), laterOf(clock.instant(), job.createdAt()));
      ledger.progressed(job.id(), 1);
    }
    return JobStep.done(0);
  }

  /** With a node whose clock is behind, the build would not count as done. */
  private static Instant laterOf(Instant now, Instant begun) {
    return now.isBefore(begun) ? begun : now;
  }

  private void take(BuildInContext found, PackageFacts facts) {
    Build build = found.build();
    byte[] png = facts.icon() == null ? null : facts.icon().png();
    PackageChange change =
        PackageChange.between(build, builds.icon(build.id()).orElse(null), facts, png);
    if (change.isNothing()) {
      return;
    }
    build.describe(BuildFacts.json(facts).toString(), facts.minimumOs());
    builds.replaceIcon(build.id(), png);
    audit.record(
        Caller.system(found.app().teamId()),
        "build.update",
        PublicId.format(IdKind.BUILD, build.id()),
        change.before(),
        change.after());
  }

  private static @Nullable String problem(BuildInContext found, BuildReading reading) {
    PackageFacts facts = reading.facts();
    return facts == null || isSame(found, facts)
        ? reading.problem()
        : InspectionProblem.OTHER_IDENTITY;
  }

  /** Of files for no device, whoever uploads may say what they are. */
  private static boolean isSame(BuildInContext found, PackageFacts facts) {
    App app = found.app();
    if (facts.platform() != app.platform() || facts.platform() == Platform.FILE) {
      return facts.platform() == app.platform();
    }
    return app.bundleId().equals(facts.bundleId())
        && found.build().version().equals(facts.displayVersion())
        && found.build().versionCode().equals(facts.versionCode());
  }

  /** Ends the job; what was the matter with its builds is its message. */
  public JobStep end(Job job) {
    // builds that were deleted meanwhile are not waited for
    ledger.expected(job.id(), job.done());
    return new JobStep(
        0,
        Duration.ZERO,
        JobStatus.DONE,
        InspectionOutcome.of(builds.problemsSince(job)).message());
  }
}
