package dev.pappus.testflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.build.BuildInContext;
import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.format.ipa.ProfileFixture;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.testflight.TestFlightFixture.Killed;
import dev.pappus.testflight.apple.AppleFixture;
import dev.pappus.testflight.apple.AppleStandIn;
import dev.pappus.work.Job;
import dev.pappus.work.JobNotFoundException;
import dev.pappus.work.JobStatus;
import dev.pappus.work.JobStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class UploadJobTest {
  /** A hand-over in three parts whose processing is looked at three times makes so many. */
  private static final int CALLS = 15;

  @Parameter TestDatabase.Kind kind;
  @TempDir Path directory;

  private TestFlightFixture testFlight;
  private AppleStandIn apple;
  private BuildInContext build;

  @BeforeEach
  void open() {
    testFlight = new TestFlightFixture(kind, directory);
    apple = testFlight.apple;
    testFlight.storeKey();
    build = testFlight.build();
  }

  @AfterEach
  void close() {
    testFlight.close();
  }

  private UUID start() {
    return testFlight.start(build).jobId();
  }

  private byte[] bytes() {
    return bytes(build);
  }

  private byte[] bytes(BuildInContext of) {
    return Objects.requireNonNull(testFlight.fixture.storage.kept.get(of.build().fileKey()));
  }

  private void assertThatItFailed(Job job, String why) {
    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(job.message()).isEqualTo(why);
    assertThat(testFlight.upload(build).state()).isEqualTo(UploadState.FAILED);
    assertThat(testFlight.upload(build).told()).isEqualTo(why);
  }

  @Test
  void sendsTheFileInPartsAndWaitsUntilAppleHasProcessedIt() {
    Job job = testFlight.run(start());

    assertThat(job.status()).isEqualTo(JobStatus.DONE);
    assertThat(apple.bytes()).isEqualTo(bytes());
    assertThat(apple.states()).containsExactly("COMPLETE");
    assertThat(testFlight.upload(build).state()).isEqualTo(UploadState.COMPLETE);
    assertThat(apple.asked())
        .containsExactly(
            "GET /v1/apps",
            "GET /v1/apps/app-1/buildUploads",
            "POST /v1/buildUploads",
            "GET /v1/buildUploads/upload-1/buildUploadFiles",
            "POST /v1/buildUploadFiles",
            "GET /v1/buildUploadFiles/file-1",
            "PUT /parts/file-1/0",
            "PUT /parts/file-1/1",
            "PUT /parts/file-1/2",
            "GET /v1/buildUploadFiles/file-1",
            "PATCH /v1/buildUploadFiles/file-1",
            "GET /v1/buildUploads/upload-1",
            "GET /v1/buildUploads/upload-1",
            "GET /v1/buildUploads/upload-1");
  }

  @Test
  void countsBytes() {
    UUID jobId = start();

    Job job = testFlight.run(jobId);

    assertThat(job.total()).isEqualTo(build.build().sizeBytes());
    assertThat(job.done()).isEqualTo(build.build().sizeBytes());
    assertThat(testFlight.upload(build).bytesSent()).isEqualTo(build.build().sizeBytes());
  }

  @Test
  void keepsApplesWarnings() {
    apple.verdict("COMPLETE", "Missing Push Notification Entitlement.");

    Job job = testFlight.run(start());

    assertThat(job.status()).isEqualTo(JobStatus.DONE);
    assertThat(testFlight.upload(build).told()).isEqualTo("Missing Push Notification Entitlement.");
  }

  /** Wherever the process dies, the next one ends it, with one upload and one file at Apple's. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void survivesADeathAtEveryCall(boolean afterIt) {
    for (int call = 0; call < CALLS; call++) {
      BuildInContext other = testFlight.build(store().versionCode("5" + call));
      UUID jobId = testFlight.start(other).jobId();
      testFlight.death.come(call, afterIt);

      boolean died = dies(jobId);
      Job job = testFlight.run(jobId);

      assertThat(died).as("call %s", call).isEqualTo(call < CALLS - 1);
      assertThat(job.status()).as("call %s", call).isEqualTo(JobStatus.DONE);
      assertThat(job.done()).as("call %s", call).isEqualTo(other.build().sizeBytes());
      assertThat(apple.uploads()).as("call %s", call).isEqualTo(call + 1);
      assertThat(apple.files()).as("call %s", call).isEqualTo(call + 1);
      assertThat(apple.bytes()).as("call %s", call).isEqualTo(bytes(other));
    }
  }

  private static IpaFixture store() {
    return IpaFixture.app(TestFlightFixture.BUNDLE).profile(ProfileFixture.forTheStore().bytes());
  }

  private boolean dies(UUID jobId) {
    try {
      testFlight.run(jobId);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  @Test
  void makesAnUploadOfItsOwnBesideThatOfAnother() {
    apple.foreignUpload("app-1", "2.4", "417");

    Job job = testFlight.run(start());

    assertThat(job.status()).isEqualTo(JobStatus.DONE);
    assertThat(apple.states()).containsExactly("AWAITING_UPLOAD", "COMPLETE");
  }

  @Test
  void failsWhereAppleHasNoSuchApp() {
    BuildInContext other =
        testFlight.build(
            IpaFixture.app("com.example.app.o").profile(ProfileFixture.forTheStore().bytes()));

    Job job = testFlight.run(testFlight.start(other).jobId());

    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(job.message())
        .isEqualTo(
            "App Store Connect has no app with the bundle id com.example.app.o that this key can"
                + " see. Make it there, and hand the build over again.");
    assertThat(apple.uploads()).isZero();
  }

  @Test
  void failsWithApplesWordsWhereTheKeyIsWrong() {
    testFlight.put(
        new KeyWish(
            TestFlightFixture.ISSUER,
            TestFlightFixture.KEY_ID,
            AppleFixture.p8(AppleFixture.keyPair())));

    assertThatItFailed(
        testFlight.run(start()),
        "App Store Connect refuses the key: Provide a properly configured and signed bearer token."
            + " Check issuer, key id and key, and the clock of this server.");
  }

  @Test
  void failsWhereOurClockIsLateSoThatTokensAreOver() {
    testFlight.appleClock.advance(Duration.ofMinutes(11));

    assertThat(testFlight.run(start()).message())
        .startsWith("App Store Connect refuses the key: The bearer token has expired.")
        .endsWith("the clock of this server.");
  }

  @Test
  void failsWithApplesWordsWhereItHasThatVersion() {
    testFlight.run(start());
    testFlight.database.execute("delete from testflight_upload");

    assertThatItFailed(
        testFlight.run(start()),
        "The bundle version must be higher than the previously uploaded version.");
    assertThat(apple.uploads()).isEqualTo(1);
  }

  @Test
  void failsWithApplesWordsWhereProcessingFindsErrors() {
    apple.verdict("FAILED", "Invalid Signature.", "Missing icon.", "Invalid Signature.");

    assertThatItFailed(testFlight.run(start()), "Invalid Signature. Missing icon.");
  }

  @Test
  void canBeginAnewAfterAFailure() {
    apple.failing("POST /v1/buildUploadFiles", 403, "The key's role does not allow this.");
    UUID first = start();
    testFlight.run(first);

    UUID second = start();
    Job job = testFlight.run(second);

    assertThat(job.status()).isEqualTo(JobStatus.DONE);
    assertThat(second).isNotEqualTo(first);
    assertThat(apple.uploads()).isEqualTo(1);
    assertThat(testFlight.step(first).end()).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void waitsAsLongAsAppleAsks() {
    apple.answering("GET /v1/apps", 429, "", "120");
    UUID jobId = start();

    JobStep step = testFlight.step(jobId);

    assertThat(step.pause()).isEqualTo(Duration.ofMinutes(2));
    assertThat(testFlight.job(jobId).message())
        .isEqualTo("App Store Connect answered with status 429.");
    assertThat(testFlight.upload(build).told()).isNotEmpty();
    assertThat(testFlight.run(jobId).status()).isEqualTo(JobStatus.DONE);
    assertThat(testFlight.upload(build).told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/apps/app-1/buildUploads",
        "POST /v1/buildUploads",
        "POST /v1/buildUploadFiles",
        "GET /v1/buildUploadFiles/file-1",
        "PUT /parts/file-1/1",
        "PATCH /v1/buildUploadFiles/file-1",
        "GET /v1/buildUploads/upload-1"
      })
  void triesAgainWhatAppleCouldNotDo(String call) {
    apple.failing(call, 503, "An unexpected error occurred.").failing(call, 500, "Once more.");

    Job job = testFlight.run(start());

    assertThat(job.status()).isEqualTo(JobStatus.DONE);
    assertThat(apple.uploads()).isEqualTo(1);
    assertThat(apple.bytes()).isEqualTo(bytes());
  }

  @Test
  void asksForNewAddressesWhereTheOldOnesDoNotHoldAnyMore() {
    apple.answering("PUT /parts/file-1/2", 403, "<Error><Code>AccessDenied</Code></Error>", null);

    assertThat(testFlight.run(start()).status()).isEqualTo(JobStatus.DONE);
    assertThat(apple.asked().stream().filter("PUT /parts/file-1/0"::equals)).hasSize(1);
    assertThat(apple.asked().stream().filter("GET /v1/buildUploadFiles/file-1"::equals)).hasSize(3);
  }

  @Test
  void givesUpWhenAppleIsAwayForHours() {
    for (int i = 0; i < UploadJob.MAX_STUMBLES; i++) {
      apple.failing("GET /v1/apps", 503, "Down for maintenance.");
    }

    assertThatItFailed(testFlight.run(start()), "Down for maintenance.");
    assertThat(testFlight.clock.instant())
        .isBetween(
            build.build().createdAt().plus(Duration.ofHours(3)),
            build.build().createdAt().plus(Duration.ofHours(5)));
  }

  @Test
  void triesAgainWhatIsNoJson() {
    apple
        .answering("POST /v1/buildUploads", 201, "<html>", null)
        .answering("GET /v1/buildUploads/upload-1", 200, "[]", null);

    assertThat(testFlight.run(start()).status()).isEqualTo(JobStatus.DONE);
  }

  @Test
  void followsNoRedirect() {
    apple.answering("GET /v1/apps", 307, "", null);

    assertThatItFailed(testFlight.run(start()), "App Store Connect answered with status 307.");
  }

  @Test
  void sendsNothingToAnAddressThatIsNotPublic() {
    apple.partsAt("https://127.0.0.1");

    assertThatItFailed(
        testFlight.run(start()),
        "Apple named an upload address: 127.0.0.1 leads to a loopback address.");
  }

  @Test
  void sendsNothingWhereThePartsAreNotTheFile() {
    apple.answering(
        "GET /v1/buildUploadFiles/file-1",
        200,
        "{\"data\":{\"id\":\"file-1\",\"attributes\":{\"uploadOperations\":[{\"method\":\"PUT\","
            + "\"url\":\"https://example.com/\",\"offset\":5,\"length\":3}]}}}",
        null);

    assertThatItFailed(
        testFlight.run(start()), "The parts that Apple asks for are not the whole file.");
  }

  @Test
  void givesUpWhenAppleDoesNotComeToAnEnd() {
    apple.verdict("PROCESSING");
    UUID jobId = start();
    while (testFlight.upload(build).state() != UploadState.PROCESSING) {
      testFlight.step(jobId);
    }
    assertThat(testFlight.step(jobId).pause()).isEqualTo(UploadJob.LOOK_AGAIN);

    testFlight.wait(Duration.ofDays(1).plusSeconds(1));

    assertThatItFailed(
        testFlight.run(jobId),
        "Apple has not come to an end within a day. Look at the build in App Store Connect.");
  }

  @Test
  void doesNotBlameAppleWhenTheServerStops() {
    UUID jobId = start();
    testFlight.death.stopAtTheNextCall();

    JobStep step = testFlight.step(jobId);

    assertThat(step.end()).isNull();
    assertThat(step.pause()).hasSeconds(1);
    assertThat(testFlight.upload(build).told()).isEmpty();
    assertThat(testFlight.run(jobId).status()).isEqualTo(JobStatus.DONE);
  }

  @Test
  void endsWhenTheBuildIsRemovedMeanwhile() {
    UUID jobId = start();
    testFlight.step(jobId);
    testFlight.fixture.remover.remove(testFlight.caller, build.build().id());

    assertThat(testFlight.run(jobId).message()).isEqualTo("The build was removed.");
  }

  @Test
  void endsWhenAnAdministratorRejectsTheBuildMeanwhile() {
    UUID jobId = start();
    testFlight.step(jobId);
    int asked = apple.asked().size();
    testFlight.database.execute("update build set review_state = 'REJECTED'");

    assertThat(testFlight.run(jobId).message())
        .isEqualTo("An administrator has not approved the build.");
    assertThat(apple.asked()).hasSize(asked);
  }

  @Test
  void endsWhenTheKeyIsRemovedMeanwhile() {
    UUID jobId = start();
    testFlight.step(jobId);
    testFlight.database.transaction(() -> testFlight.editor.remove(testFlight.caller));

    assertThatItFailed(testFlight.run(jobId), "The App Store Connect key was removed.");
  }

  @Test
  void endsBeforeItsNextCallWhenItIsCancelled() {
    UUID jobId = start();
    testFlight.step(jobId);
    int asked = apple.asked().size();

    testFlight.jobLedger.cancel(testFlight.caller, jobId);

    assertThat(testFlight.upload(build).state()).isEqualTo(UploadState.CANCELLED);
    assertThat(testFlight.step(jobId).end()).isEqualTo(JobStatus.CANCELLED);
    assertThat(apple.asked()).hasSize(asked);
  }

  @Test
  void isSeenAndCancelledByWhoMayChangeItsApp() {
    UUID jobId = start();
    UUID appId = build.app().id();
    UUID teamId = testFlight.caller.teamId();
    Caller tester = AccessFixture.caller(teamId, Role.TESTER);
    Caller elsewhere =
        AccessFixture.caller(teamId, Grants.ofApp(PublicId.newKey(), Role.DEVELOPER.permissions()));

    for (Caller other : List.of(tester, elsewhere)) {
      assertThatThrownBy(() -> testFlight.jobLedger.cancel(other, jobId))
          .isInstanceOf(JobNotFoundException.class);
    }
    testFlight.jobLedger.cancel(
        AccessFixture.caller(teamId, Grants.ofApp(appId, Role.DEVELOPER.permissions())), jobId);

    assertThat(testFlight.job(jobId).status()).isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void endsWhenItsAppIsGivenToAnotherTeamWhichBeginsAnewWithItsOwnKey() {
    UUID jobId = start();
    testFlight.step(jobId);
    int asked = apple.asked().size();
    Caller theirs = testFlight.giveAway(build);

    assertThat(testFlight.run(jobId).message()).isEqualTo("The app was given to another team.");
    assertThat(apple.asked()).hasSize(asked);
    testFlight.storeKey(theirs);
    TestFlightUpload second = testFlight.start(theirs, build);

    assertThat(testFlight.run(second.jobId()).status()).isEqualTo(JobStatus.DONE);
    assertThat(second.teamId()).isEqualTo(theirs.teamId());
  }

  @Test
  void goesWithItsApp() {
    UUID jobId = start();

    assertThat(testFlight.residue.purgeBatch(build.app().id())).isEqualTo(1);

    assertThat(testFlight.database.count("testflight_upload")).isZero();
    assertThat(testFlight.residue.purgeBatch(build.app().id())).isZero();
    assertThat(testFlight.step(jobId).end()).isEqualTo(JobStatus.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"1,10", "2,20", "7,640", "8,900", "20,900"})
  void waitsEverLonger(int stumbles, long seconds) {
    assertThat(UploadJob.pause(stumbles, Optional.empty())).hasSeconds(seconds);
    assertThat(UploadJob.pause(stumbles, Optional.of(Duration.ofSeconds(1)))).hasSeconds(seconds);
    assertThat(UploadJob.pause(stumbles, Optional.of(Duration.ofDays(9)))).hasHours(1);
  }
}
