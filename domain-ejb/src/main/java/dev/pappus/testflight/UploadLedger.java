package dev.pappus.testflight;

import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildRepository;
import dev.pappus.secret.UnreadableSecretException;
import dev.pappus.testflight.apple.AppleRefusedException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is read before and noted after each call to Apple, each time in a transaction of its own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class UploadLedger {
  @Inject TestFlightUploadRepository uploads;
  @Inject BuildRepository builds;
  @Inject AppStoreKeyRepository keyRepository;
  @Inject AppStoreKeys keys;
  @Inject Clock clock;

  /** How far a job's hand-over is; empty if it is gone, or another job has it. */
  public Optional<TestFlightUpload> find(UUID jobId) {
    return uploads.findByJob(jobId);
  }

  /** The app of a build; null if the build was removed. */
  public @Nullable UUID appOf(UUID buildId) {
    return builds.find(buildId).map(found -> found.app().id()).orElse(null);
  }

  /**
   * What the next step needs.
   *
   * @throws AppleRefusedException {@code testflight-refused} if build or key were removed
   *     meanwhile, the app was given to another team, or the build was rejected before Apple had it
   * @throws UnreadableSecretException {@code unavailable}
   */
  public UploadTurn turn(TestFlightUpload upload) {
    BuildInContext found =
        builds
            .find(upload.buildId())
            .orElseThrow(() -> new AppleRefusedException("The build was removed."));
    if (!found.app().teamId().equals(upload.teamId())) {
      throw new AppleRefusedException("The app was given to another team.");
    }
    if (!found.build().isApproved() && upload.state() != UploadState.PROCESSING) {
      throw new AppleRefusedException("An administrator has not approved the build.");
    }
    AppStoreKey key =
        keyRepository
            .find(upload.teamId())
            .orElseThrow(() -> new AppleRefusedException("The App Store Connect key was removed."));
    return new UploadTurn(upload, found.build(), found.app().bundleId(), keys.open(key));
  }

  public void foundApp(UUID jobId, String id) {
    note(jobId, upload -> upload.foundApp(id, clock.instant()));
  }

  public void created(UUID jobId, String id) {
    note(jobId, upload -> upload.created(id, clock.instant()));
  }

  public void reserved(UUID jobId, String id) {
    note(jobId, upload -> upload.reserved(id, clock.instant()));
  }

  /** Whether to go on: not once it was cancelled. */
  public boolean sent(UUID jobId, long bytes) {
    return note(jobId, upload -> upload.sent(bytes));
  }

  public void sentAll(UUID jobId, long bytes) {
    note(jobId, upload -> upload.sentAll(bytes, clock.instant()));
  }

  public void committed(UUID jobId) {
    note(jobId, upload -> upload.committed(clock.instant()));
  }

  public void answered(UUID jobId) {
    note(jobId, TestFlightUpload::answered);
  }

  public void completed(UUID jobId, String words) {
    note(jobId, upload -> upload.completed(words, clock.instant()));
  }

  public void failed(UUID jobId, String why) {
    note(jobId, upload -> upload.failed(why, clock.instant()));
  }

  /** How often in a row that was; 0 if it has ended. */
  public int stumbled(UUID jobId, String why) {
    return uploads
        .findByJobLocked(jobId)
        .filter(upload -> !upload.state().ended())
        .map(upload -> upload.stumble(why))
        .orElse(0);
  }

  /** Ends it, in the transaction that cancels its job. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void cancelled(UUID jobId) {
    note(jobId, upload -> upload.cancel(clock.instant()));
  }

  /** Removes those of a deleted app. */
  public int purge(UUID appId) {
    return uploads.removeOf(appId);
  }

  private boolean note(UUID jobId, Consumer<TestFlightUpload> change) {
    Optional<TestFlightUpload> upload =
        uploads.findByJobLocked(jobId).filter(found -> !found.state().ended());
    upload.ifPresent(change);
    return upload.isPresent();
  }
}
