package dev.pappus.build;

import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageInspector;
import dev.pappus.format.UnsupportedPackageException;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.shared.security.Permission;
import dev.pappus.storage.FileMissingException;
import dev.pappus.storage.FileTooLargeException;
import dev.pappus.storage.StagedFile;
import dev.pappus.storage.StagingArea;
import dev.pappus.storage.StoredFiles;
import dev.pappus.work.Job;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The job that reads packages of builds again, after readers have improved: those of a team, of an
 * app, or one. A build is done when it was inspected since the job began, so a killed process costs
 * one reading at most. Uploads go first; what is our own trouble is no build's fault and is tried
 * again.
 */
@ApplicationScoped
public class InspectBuilds implements JobKind {
  /** The kind's name. */
  public static final String NAME = "inspect-builds";

  private static final Logger LOG = System.getLogger(InspectBuilds.class.getName());

  /** How long it keeps back while uploads are being read. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Inject InspectionStep step;
  @Inject BuildRepository builds;
  @Inject PackageInspector inspector;
  @Inject StagingArea staging;
  @Inject StoredFiles files;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.MANAGE_APPS;
  }

  @Override
  public @Nullable UUID appId(Job job) {
    return builds.appToInspect(job);
  }

  @Override
  public boolean cancellable() {
    return true;
  }

  /** One build: read outside any transaction, settled in one. */
  @Override
  public JobStep step(Job job) {
    Build build = step.next(job).orElse(null);
    if (build == null) {
      return step.end(job);
    }
    // asked first: fetching a package for nothing would cost
    BuildReading reading = inspector.isIdle() ? read(build).orElse(null) : null;
    if (reading == null) {
      return JobStep.later(PATIENCE);
    }
    // the step has counted it, in its transaction
    return Conflict.retrying(() -> step.settle(job, build.id(), reading));
  }

  /** A copy of its own: wherever the bytes lie, and whether they are still those of the upload. */
  private Optional<BuildReading> read(Build build) {
    try (InputStream in = files.open(build.fileKey(), 0);
        StagedFile copy = staging.stage(in, build.sizeBytes())) {
      return copy.sha256().equals(build.sha256())
          ? inspect(build, copy)
          : Optional.of(BuildReading.failed(InspectionProblem.DAMAGED));
    } catch (FileMissingException lost) {
      return Optional.of(BuildReading.failed(InspectionProblem.MISSING));
    } catch (FileTooLargeException longer) {
      return Optional.of(BuildReading.failed(InspectionProblem.DAMAGED));
    } catch (IOException ownDisk) {
      throw new UncheckedIOException(ownDisk);
    }
  }

  private Optional<BuildReading> inspect(Build build, StagedFile copy) {
    try {
      return inspector.inspectWhenIdle(copy.path(), build.fileName()).map(BuildReading::of);
    } catch (UnavailableException ownTrouble) {
      throw ownTrouble;
    } catch (UnsupportedPackageException unknown) {
      return Optional.of(
          build.format().equals(BuildReceiver.FILE_FORMAT)
              ? BuildReading.of(PackageFacts.nameless(BuildReceiver.FILE_FORMAT, Map.of()))
              : BuildReading.failed(unknown.code()));
    } catch (DomainException refusal) {
      return Optional.of(BuildReading.failed(refusal.code()));
    } catch (IllegalStateException failedReader) {
      LOG.log(
          Level.ERROR,
          LogLine.of("build.not-inspected")
              .with("build", PublicId.format(IdKind.BUILD, build.id()))
              .toString(),
          failedReader);
      return Optional.of(BuildReading.failed(InspectionProblem.UNEXPECTED));
    }
  }
}
