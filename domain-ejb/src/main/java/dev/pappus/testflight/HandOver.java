package dev.pappus.testflight;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.audit.AuditTrail;
import dev.pappus.build.Build;
import dev.pappus.build.BuildFacts;
import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildNotFoundException;
import dev.pappus.build.BuildRepository;
import dev.pappus.plan.PlanFeature;
import dev.pappus.plan.PlanFeatureException;
import dev.pappus.plan.PlanGate;
import dev.pappus.shared.Platform;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.work.Job;
import dev.pappus.work.JobStarter;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Hands builds over to TestFlight. */
@Stateless
public class HandOver {
  private static final String PROFILE_KIND = "profileKind";
  private static final String APP_STORE = "app-store";

  @Inject BuildRepository builds;
  @Inject TestFlightUploadRepository uploads;
  @Inject AppStoreKeyRepository keys;
  @Inject PlanGate plans;
  @Inject JobStarter jobs;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * Starts the job that uploads a build; after a failed or cancelled one it begins anew.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws BuildNotFoundException {@code build-not-found}
   * @throws PlanFeatureException {@code plan-feature}
   * @throws NotApprovedException {@code not-approved}
   * @throws NotForStoreException {@code testflight-not-for-store} if Apple would not take it
   * @throws AppStoreKeyNotFoundException {@code testflight-key-not-found}
   * @throws HandedOverException {@code testflight-handed-over} if TestFlight has it, or it is on
   *     its way
   */
  public TestFlightUpload start(Caller caller, UUID buildId) {
    BuildInContext found = builds.get(caller, Permission.MANAGE_APPS, buildId);
    plans.require(caller.teamId(), PlanFeature.TESTFLIGHT);
    Build build = suitable(found);
    AppStoreKey key = keys.get(caller.teamId());
    uploads.lock(build);
    TestFlightUpload upload = uploads.findByBuild(buildId).orElse(null);
    if (upload != null && !mayBeginAnew(upload.state())) {
      throw new HandedOverException(upload.state() == UploadState.COMPLETE);
    }
    Job job = jobs.start(caller.teamId(), UploadJob.NAME, buildId);
    if (upload == null) {
      upload = new TestFlightUpload(build.appId(), buildId, job, clock.instant());
      uploads.add(upload);
    } else {
      upload.beginAnew(job, clock.instant());
    }
    audit.record(
        caller,
        "build.hand-over",
        PublicId.format(IdKind.BUILD, buildId),
        null,
        JsonParts.object()
            .add("job", PublicId.format(IdKind.JOB, job.id()))
            .add("keyId", key.keyId())
            .build());
    return upload;
  }

  private static boolean mayBeginAnew(UploadState state) {
    return state == UploadState.FAILED || state == UploadState.CANCELLED;
  }

  private static Build suitable(BuildInContext found) {
    if (!isSuitable(found.app().platform(), BuildFacts.of(found.build().facts()))) {
      throw new NotForStoreException();
    }
    if (!found.build().isApproved()) {
      throw new NotApprovedException();
    }
    return found.build();
  }

  /** Whether Apple could take it: an iOS build with a profile for the store. */
  public static boolean isSuitable(Platform platform, BuildFacts facts) {
    return platform == Platform.IOS && APP_STORE.equals(facts.values().get(PROFILE_KIND));
  }

  /**
   * How far the hand-over of a build is; empty if it was never handed over.
   *
   * @throws BuildNotFoundException {@code build-not-found}
   */
  public Optional<TestFlightUpload> find(Caller caller, UUID buildId) {
    return uploads.findByBuild(builds.get(caller, buildId).build().id());
  }

  /**
   * How far the hand-over of a build is.
   *
   * @throws BuildNotFoundException {@code build-not-found}
   * @throws UploadNotFoundException {@code testflight-upload-not-found}
   */
  public TestFlightUpload get(Caller caller, UUID buildId) {
    return find(caller, buildId).orElseThrow(UploadNotFoundException::new);
  }
}
