package dev.pappus.testflight;

import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.security.Permission;
import dev.pappus.storage.StoredFiles;
import dev.pappus.testflight.apple.AppStoreConnect;
import dev.pappus.testflight.apple.AppleCallStoppedException;
import dev.pappus.testflight.apple.AppleFile;
import dev.pappus.testflight.apple.AppleRefusedException;
import dev.pappus.testflight.apple.AppleUnavailableException;
import dev.pappus.testflight.apple.AppleUpload;
import dev.pappus.testflight.apple.UploadPart;
import dev.pappus.work.Job;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobStatus;
import dev.pappus.work.JobStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The job that hands a build over, one call or a few at a time. Before it makes anything at Apple's
 * it looks whether that is there: a process may have died after the call and before the note. What
 * it counts as done are bytes.
 */
@ApplicationScoped
public class UploadJob implements JobKind {
  /** The kind's name. */
  public static final String NAME = "testflight-upload";

  private static final System.Logger LOG = System.getLogger(UploadJob.class.getName());

  /** No further part begins later in a step: a stop waits for 5 s (JobRunner). */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /** How soon it asks again while Apple examines the build: it takes minutes. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private static final Duration LONGEST_PROCESSING = Duration.ofDays(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /** Longest that Apple may ask us to wait: its limits are those of an hour. */
  private static final Duration LONGEST_WISH = Duration.ofHours(1);

  private static final int MAX_DOUBLINGS = 7;

  /** Some four hours. */
  static final int MAX_STUMBLES = 20;

  @Inject UploadLedger ledger;
  @Inject JobLedger jobs;
  @Inject AppStoreConnect apple;
  @Inject StoredFiles files;
  @Inject Clock clock;

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
    return ledger.appOf(job.subjectId());
  }

  @Override
  public boolean cancellable() {
    return true;
  }

  @Override
  public void cancelled(Job job) {
    ledger.cancelled(job.id());
  }

  @Override
  public JobStep step(Job job) {
    TestFlightUpload upload = ledger.find(job.id()).orElse(null);
    if (upload == null) {
      return JobStep.failed("There is no such hand-over any more.");
    }
    if (upload.state().ended()) {
      return ended(upload);
    }
    try {
      return step(job, ledger.turn(upload));
    } catch (AppleRefusedException e) {
      return fail(job, e.detail());
    } catch (AppleCallStoppedException e) {
      return JobStep.later(Duration.ofSeconds(1));
    } catch (AppleUnavailableException e) {
      return stumble(job, e);
    }
  }

  private static JobStep ended(TestFlightUpload upload) {
    return switch (upload.state()) {
      case COMPLETE -> JobStep.END;
      case CANCELLED -> new JobStep(0, Duration.ZERO, JobStatus.CANCELLED, "");
      default -> JobStep.failed(upload.told());
    };
  }

  private JobStep step(Job job, UploadTurn turn) {
    return switch (turn.upload().state()) {
      case FINDING_APP -> findApp(job, turn);
      case CREATING -> create(job, turn);
      case RESERVING -> reserve(job, turn);
      case SENDING -> send(job, turn);
      case COMMITTING -> commit(job, turn);
      default -> watch(job, turn);
    };
  }

  private JobStep findApp(Job job, UploadTurn turn) {
    jobs.expected(job.id(), turn.build().sizeBytes());
    String appId =
        apple
            .findApp(turn.credentials(), turn.bundleId())
            .orElseThrow(
                () ->
                    new AppleRefusedException(
                        "App Store Connect has no app with the bundle id "
                            + turn.bundleId()
                            + " that this key can see. Make it there, and hand the build over"
                            + " again."));
    ledger.foundApp(job.id(), appId);
    return JobStep.done(0);
  }

  private JobStep create(Job job, UploadTurn turn) {
    String appId = turn.upload().appleAppId();
    String id =
        apple
            .findUpload(turn.credentials(), appId, turn.version(), turn.fileName())
            .orElseGet(() -> apple.createUpload(turn.credentials(), appId, turn.version()));
    ledger.created(job.id(), id);
    return JobStep.done(0);
  }

  private JobStep reserve(Job job, UploadTurn turn) {
    String uploadId = turn.upload().appleUploadId();
    String id =
        apple
            .findFile(turn.credentials(), uploadId, turn.fileName())
            .orElseGet(
                () ->
                    apple.reserveFile(
                        turn.credentials(), uploadId, turn.fileName(), turn.build().sizeBytes()));
    ledger.reserved(job.id(), id);
    return JobStep.done(0);
  }

  private JobStep send(Job job, UploadTurn turn) {
    long size = turn.build().sizeBytes();
    AppleFile file = apple.file(turn.credentials(), turn.upload().appleFileId());
    long sent = file.taken() ? size : turn.upload().bytesSent();
    Instant end = clock.instant().plus(LONGEST);
    boolean goesOn = true;
    while (goesOn && sent < size && !clock.instant().isAfter(end)) {
      UploadPart part = apple.partAfter(file, sent, size).orElseThrow();
      sent = apple.sendPart(part, () -> files.open(turn.build().fileKey(), part.offset()));
      goesOn = ledger.sent(job.id(), sent);
    }
    if (goesOn && sent >= size) {
      ledger.sentAll(job.id(), size);
    }
    // by the difference: what was sent and not counted before a death is counted now
    return JobStep.done(Math.max(0, sent - job.done()));
  }

  private JobStep commit(Job job, UploadTurn turn) {
    String fileId = turn.upload().appleFileId();
    if (!apple.file(turn.credentials(), fileId).taken()) {
      apple.commitFile(turn.credentials(), fileId, turn.build().sha256());
    }
    ledger.committed(job.id());
    return JobStep.done(0);
  }

  private JobStep watch(Job job, UploadTurn turn) {
    AppleUpload upload = apple.upload(turn.credentials(), turn.upload().appleUploadId());
    if (upload.failed()) {
      throw new AppleRefusedException(
          upload.told().isEmpty() ? "Apple has found the build wrong." : upload.told());
    }
    if (upload.complete()) {
      ledger.completed(job.id(), upload.told());
      return JobStep.END;
    }
    if (clock.instant().isAfter(turn.upload().stateSince().plus(LONGEST_PROCESSING))) {
      return fail(
          job,
          "Apple has not come to an end within a day. Look at the build in App Store Connect.");
    }
    ledger.answered(job.id());
    return JobStep.later(LOOK_AGAIN);
  }

  private JobStep fail(Job job, String why) {
    ledger.failed(job.id(), why);
    log(job, "FAILED", why);
    return JobStep.failed(why);
  }

  private JobStep stumble(Job job, AppleUnavailableException e) {
    int stumbles = ledger.stumbled(job.id(), e.detail());
    if (stumbles >= MAX_STUMBLES) {
      return fail(job, e.detail());
    }
    log(job, "LATER", e.detail());
    jobs.stumbled(job.id(), e.detail());
    return JobStep.later(pause(stumbles, e.retryAfter()));
  }

  /** As long as Apple asks for, within bounds, and no shorter than our own. */
  static Duration pause(int stumbles, Optional<Duration> wish) {
    Duration own =
        least(
            FIRST_PAUSE.multipliedBy(1L << Math.max(0, Math.min(stumbles - 1, MAX_DOUBLINGS))),
            LONGEST_PAUSE);
    return wish.map(asked -> least(asked, LONGEST_WISH))
        .filter(asked -> asked.compareTo(own) > 0)
        .orElse(own);
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static void log(Job job, String outcome, String why) {
    LOG.log(
        Level.INFO,
        LogLine.of("testflight.stumbled")
            .with("job", PublicId.format(IdKind.JOB, job.id()))
            .with("outcome", outcome)
            .with("why", why)
            .toString());
  }
}
