package dev.pappus.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.account.Team;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.audit.AuditEntry;
import dev.pappus.audit.AuditTrail;
import dev.pappus.format.IconFixture;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageInspector;
import dev.pappus.format.apk.ApkFixture;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.work.Job;
import dev.pappus.work.JobStatus;
import dev.pappus.work.JobStep;
import jakarta.json.JsonObject;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A build whose stored facts are those of an older reader is one whose row was set back. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class InspectBuildsTest {
  private static final Instant LATER = BuildFixture.NOW.plusSeconds(60);
  private static final String OLD_FACTS = "{\"targetSdk\":\"12\",\"gone\":\"yes\"}";

  @Parameter TestDatabase.Kind kind;
  @TempDir Path directory;
  BuildFixture house;

  @BeforeEach
  void open() {
    house = new BuildFixture(kind, directory);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static byte[] apk(String bundleId, int versionCode) {
    return ApkFixture.app(bundleId)
        .name("Demo")
        .version("1." + versionCode)
        .versionCode(versionCode)
        .icon(IconFixture.png(48, Color.ORANGE))
        .bytes();
  }

  private BuildInContext upload(int versionCode) {
    return house.upload(apk("com.example.demo", versionCode));
  }

  /** As an older reader had left it. */
  private void setBack(BuildInContext build) {
    UUID id = build.build().id();
    house.database.execute(
        "update build set minimum_os = '3', facts = '" + OLD_FACTS + "' where id = '" + id + "'");
    house.database.execute("delete from build_icon where build_id = '" + id + "'");
  }

  private Build read(BuildInContext build) {
    return house.database.newTransaction(
        () -> house.builds.find(build.build().id()).orElseThrow().build());
  }

  private Job read(Job job) {
    return house.database.newTransaction(() -> house.jobs.find(job.id()).orElseThrow());
  }

  private Job startForApp(BuildInContext build) {
    house.clock.advance(Duration.ofMinutes(1));
    return house.database.newTransaction(
        () -> house.reinspector.inspectApp(house.caller, build.app().id()));
  }

  private JobStep step(Job job) {
    return house.inspectBuilds.step(read(job));
  }

  private Job run(Job job) {
    while (true) {
      JobStep step = step(job);
      assertThat(step.pause()).isZero();
      if (step.end() != null) {
        return end(job, step.end(), step.message());
      }
    }
  }

  private Job end(Job job, JobStatus status, String message) {
    house.database.transaction(() -> house.ledger.ended(job.id(), status, message));
    return read(job);
  }

  private long audited(String action) {
    return house.database.count("audit_entry where action = '" + action + "'");
  }

  private static JsonObject json(@Nullable String text) {
    return JsonParts.read(String.valueOf(text));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void takesWhatABetterReaderFinds() {
    BuildInContext uploaded = upload(7);
    byte[] icon = house.builds.icon(uploaded.build().id()).orElseThrow();
    setBack(uploaded);

    Job job = run(startForApp(uploaded));

    Build build = read(uploaded);
    assertThat(build.facts()).isEqualTo(uploaded.build().facts());
    assertThat(build.minimumOs()).isEqualTo("24");
    assertThat(house.builds.icon(build.id())).hasValue(icon);
    assertThat(build.inspectedAt()).isEqualTo(LATER);
    assertThat(build.inspectionProblem()).isNull();
    assertThat(build.number()).isEqualTo(1);
    assertThat(build.createdAt()).isEqualTo(BuildFixture.NOW);
    assertThat(job.status()).isEqualTo(JobStatus.DONE);
    assertThat(job.done()).isEqualTo(1);
    assertThat(job.total()).isEqualTo(1);
    assertThat(job.message()).isEmpty();
    assertThat(directory.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void takesDownWhatChangedAndNothingElse() {
    BuildInContext changed = upload(1);
    BuildInContext same = upload(2);
    setBack(changed);

    run(startForApp(changed));

    assertThat(audited("app.inspect")).isEqualTo(1);
    assertThat(audited("build.update")).isEqualTo(1);
    AuditEntry entry =
        house
            .database
            .em()
            .createQuery(
                "select e from AuditEntry e where e.action = 'build.update'", AuditEntry.class)
            .getSingleResult();
    assertThat(entry.actorKind()).isEqualTo(ActorKind.SYSTEM);
    assertThat(entry.teamId()).isEqualTo(house.caller.teamId());
    JsonObject before = json(entry.before());
    JsonObject after = json(entry.after());
    assertThat(before.keySet()).containsExactly("facts.targetSdk", "facts.gone", "minimumOs");
    assertThat(before.getString("facts.targetSdk")).isEqualTo("12");
    assertThat(after.getString("facts.targetSdk")).isEqualTo("34");
    assertThat(after.getString("minimumOs")).isEqualTo("24");
    assertThat(after.getString("icon"))
        .isEqualTo(sha256(house.builds.icon(changed.build().id()).orElseThrow()));
    assertThat(read(same).inspectedAt()).isEqualTo(LATER);
  }

  @Test
  void replacesAnIconAndTakesOneAway() {
    BuildInContext first = upload(1);
    BuildInContext bare =
        house.upload(ApkFixture.app("com.example.demo").version("2").versionCode(2).bytes());
    byte[] icon = house.builds.icon(first.build().id()).orElseThrow();
    byte[] old = {1, 2, 3};
    house.database.transaction(() -> house.builds.replaceIcon(first.build().id(), old));
    house.database.transaction(() -> house.builds.replaceIcon(bare.build().id(), old));

    run(startForApp(first));

    assertThat(house.builds.icon(first.build().id())).hasValue(icon);
    assertThat(house.builds.icon(bare.build().id())).isEmpty();
    assertThat(audited("build.update")).isEqualTo(2);
  }

  @Test
  void keepsWhatWasKnownOfAPackageThatCannotBeReadAndGoesOn() {
    BuildInContext missing = upload(1);
    BuildInContext damaged = upload(2);
    BuildInContext grown = upload(3);
    BuildInContext refused = upload(4);
    BuildInContext good = upload(5);
    for (BuildInContext build : List.of(missing, damaged, grown, refused, good)) {
      setBack(build);
    }
    house.storage.kept.remove(missing.build().fileKey());
    house.storage.kept.put(damaged.build().fileKey(), new byte[1]);
    house.storage.kept.put(grown.build().fileKey(), new byte[999_999]);
    byte[] half = Arrays.copyOf(apk("com.example.demo", 4), 200);
    house.storage.kept.put(refused.build().fileKey(), half);
    house.database.execute(
        "update build set sha256 = '"
            + sha256(half)
            + "' where id = '"
            + refused.build().id()
            + "'");

    Job job = run(startForApp(good));

    assertThat(problems(missing, damaged, grown, refused, good))
        .containsExactly(
            "package-missing", "package-damaged", "package-damaged", "package-unreadable", null);
    assertThat(read(refused).facts()).isEqualTo(OLD_FACTS);
    assertThat(read(refused).minimumOs()).isEqualTo("3");
    assertThat(read(refused).inspectedAt()).isEqualTo(LATER);
    assertThat(read(good).facts()).isEqualTo(good.build().facts());
    assertThat(job.status()).isEqualTo(JobStatus.DONE);
    assertThat(job.done()).isEqualTo(5);
    assertThat(job.message()).isEqualTo("Could not be read and keep what was known of them: 4.");
  }

  private List<@Nullable String> problems(BuildInContext... builds) {
    return Arrays.stream(builds).map(build -> read(build).inspectionProblem()).toList();
  }

  @Test
  void forgetsAProblemThatIsOver() {
    BuildInContext build = upload(1);
    byte[] bytes = house.storage.kept.remove(build.build().fileKey());
    run(startForApp(build));
    house.storage.kept.put(build.build().fileKey(), bytes);

    Job job = run(startForApp(build));

    assertThat(read(build).inspectionProblem()).isNull();
    assertThat(job.message()).isEmpty();
  }

  @Test
  void neverChangesWhatABuildIsKnownBy() {
    BuildInContext build = upload(1);
    setBack(build);
    house.database.execute("update build set version_name = '0.9', version_code = '9'");

    Job job = run(startForApp(build));

    assertThat(read(build).version()).isEqualTo("0.9");
    assertThat(read(build).versionCode()).isEqualTo("9");
    assertThat(read(build).facts()).isEqualTo(build.build().facts());
    assertThat(read(build).inspectionProblem()).isEqualTo(InspectionProblem.OTHER_IDENTITY);
    assertThat(job.message())
        .isEqualTo("Tell another bundle id or version now and keep their own: 1.");
  }

  @Test
  void takesNothingOfAPackageForAnotherPlatform() {
    BuildInContext build = upload(1);
    setBack(build);
    house.database.execute("update app set platform = 'IOS'");

    run(startForApp(build));

    assertThat(read(build).facts()).isEqualTo(OLD_FACTS);
    assertThat(read(build).inspectionProblem()).isEqualTo(InspectionProblem.OTHER_IDENTITY);
  }

  @Test
  void findsNothingWrongWithAFileThatNoReaderKnows() {
    BuildInContext build =
        house.upload(
            "just text".getBytes(StandardCharsets.UTF_8),
            new BuildDetails("tool.txt", null, null, null, null, "Tool", "3"));

    run(startForApp(build));

    assertThat(read(build).inspectionProblem()).isNull();
    assertThat(read(build).facts()).isEqualTo("{}");
    assertThat(read(build).inspectedAt()).isEqualTo(LATER);
    assertThat(audited("build.update")).isZero();
  }

  @Test
  void readsWhatItWasStartedFor() {
    BuildInContext one = upload(1);
    BuildInContext sister = upload(2);
    BuildInContext deleted = upload(3);
    BuildInContext other = house.upload(apk("com.example.other", 1));
    house.remover.remove(house.caller, deleted.build().id());
    house.clock.advance(Duration.ofMinutes(1));

    Job single = run(ofBuild(one));
    assertThat(single.done()).isEqualTo(1);
    assertThat(inspectedSince(single, one, sister, other)).containsExactly(true, false, false);

    Job app = run(startForApp(one));
    assertThat(app.done()).isEqualTo(2);
    assertThat(inspectedSince(app, one, sister, other)).containsExactly(true, true, false);

    house.clock.advance(Duration.ofMinutes(1));
    Job team = house.database.newTransaction(() -> house.reinspector.inspectTeam(house.caller));
    upload(4);
    assertThat(run(team).done()).as("without the upload since").isEqualTo(3);
    assertThat(inspectedSince(team, one, sister, other)).containsExactly(true, true, true);
  }

  private Job ofBuild(BuildInContext build) {
    return house.database.newTransaction(
        () -> house.reinspector.inspectBuild(house.caller, build.build().id()));
  }

  private List<Boolean> inspectedSince(Job job, BuildInContext... builds) {
    return Arrays.stream(builds)
        .map(build -> !read(build).inspectedAt().isBefore(job.createdAt()))
        .toList();
  }

  @Test
  void goesOnWhereAKilledProcessLeftOff() {
    List<BuildInContext> builds = List.of(upload(1), upload(2), upload(3));
    builds.forEach(this::setBack);
    Job job = startForApp(builds.get(0));
    step(job);
    house.inspectBuilds.step.audit = new FailingTrail();
    assertThatThrownBy(() -> step(job)).hasMessage("killed");

    assertThat(read(job).done()).as("with the build, or not at all").isEqualTo(1);
    assertThat(builds.stream().filter(build -> !read(build).facts().equals(OLD_FACTS))).hasSize(1);
    assertThat(house.database.count("build_icon")).isEqualTo(1);
    house.inspectBuilds.step.audit = house.audit;
    Job ended = run(job);

    assertThat(ended.done()).isEqualTo(3);
    assertThat(ended.total()).isEqualTo(3);
    assertThat(builds).noneMatch(build -> read(build).facts().equals(OLD_FACTS));
    assertThat(audited("build.update")).isEqualTo(3);
  }

  /** Fails where a transaction is about to end. */
  private static final class FailingTrail extends AuditTrail {
    @Override
    public void record(
        Caller caller,
        String action,
        String subject,
        @Nullable JsonObject before,
        @Nullable JsonObject after) {
      throw new IllegalStateException("killed");
    }
  }

  @Test
  void letsUploadsGoFirst() {
    BuildInContext build = upload(1);
    setBack(build);
    Job job = startForApp(build);
    for (boolean idleAtFirst : new boolean[] {false, true}) {
      house.inspectBuilds.inspector = new Busy(idleAtFirst);

      JobStep step = step(job);

      assertThat(step.pause()).isPositive();
      assertThat(step.end()).isNull();
      assertThat(read(build).facts()).isEqualTo(OLD_FACTS);
      assertThat(read(build).inspectionProblem()).isNull();
      assertThat(read(build).inspectedAt()).isEqualTo(BuildFixture.NOW);
    }

    house.inspectBuilds.inspector = house.inspector;
    assertThat(run(job).done()).isEqualTo(1);
    assertThat(read(build).facts()).isEqualTo(build.build().facts());
  }

  /** All turns are taken. */
  private static final class Busy extends PackageInspector {
    private final boolean idleAtFirst;

    Busy(boolean idleAtFirst) {
      this.idleAtFirst = idleAtFirst;
    }

    @Override
    public boolean isIdle() {
      return idleAtFirst;
    }

    @Override
    public Optional<PackageFacts> inspectWhenIdle(Path file, String originalFileName) {
      return Optional.empty();
    }
  }

  @Test
  void blamesNoBuildForOurOwnTrouble() {
    BuildInContext build = upload(1);
    Job job = startForApp(build);
    house.inspectBuilds.inspector =
        new Idle(() -> new UnavailableException("The disk fails."), () -> {});

    assertThatThrownBy(() -> step(job)).isInstanceOf(UnavailableException.class);

    assertThat(read(build).inspectionProblem()).isNull();
    assertThat(read(build).inspectedAt()).isEqualTo(BuildFixture.NOW);
    assertThat(read(job).done()).isZero();
  }

  @Test
  void goesOnAfterAReaderThatFails() {
    BuildInContext build = upload(1);
    Job job = startForApp(build);
    house.inspectBuilds.inspector =
        new Idle(() -> new IllegalStateException("A reader failed"), () -> {});

    assertThat(run(job).done()).isEqualTo(1);
    assertThat(read(build).inspectionProblem()).isEqualTo(InspectionProblem.UNEXPECTED);
  }

  /** Does something, then fails. */
  private static final class Idle extends PackageInspector {
    private final Supplier<RuntimeException> failure;
    private final Runnable meanwhile;

    Idle(Supplier<RuntimeException> failure, Runnable meanwhile) {
      this.failure = failure;
      this.meanwhile = meanwhile;
    }

    @Override
    public boolean isIdle() {
      return true;
    }

    @Override
    public Optional<PackageFacts> inspectWhenIdle(Path file, String originalFileName) {
      meanwhile.run();
      throw failure.get();
    }
  }

  @Test
  void changesNothingOnceItIsCancelled() {
    BuildInContext build = upload(1);
    Job job = startForApp(build);
    house.inspectBuilds.inspector =
        new Idle(
            () -> new IllegalStateException("whatever"), () -> end(job, JobStatus.CANCELLED, ""));

    step(job);

    assertThat(read(build).inspectionProblem()).isNull();
    assertThat(read(build).inspectedAt()).isEqualTo(BuildFixture.NOW);
    assertThat(read(job).done()).isZero();
    assertThat(house.inspectBuilds.cancellable()).isTrue();
  }

  @Test
  void doesNotMissABuildThatIsDeletedMeanwhile() {
    BuildInContext build = upload(1);
    upload(2);
    Job job = startForApp(build);
    step(job);
    house.inspectBuilds.inspector =
        new Idle(
            () -> new IllegalStateException("whatever"),
            () -> house.remover.remove(house.caller, build.build().id()));

    Job ended = run(job);

    assertThat(ended.status()).isEqualTo(JobStatus.DONE);
    assertThat(ended.done()).isEqualTo(1);
    assertThat(ended.total()).isEqualTo(1);
  }

  @Test
  void endsOnANodeWhoseClockIsBehind() {
    BuildInContext build = upload(1);
    Job job = startForApp(build);
    house.clock.advance(Duration.ofMinutes(-1));

    assertThat(run(job).done()).isEqualTo(1);
    assertThat(read(build).inspectedAt()).isEqualTo(LATER);
  }

  @Test
  void isStartedOnceAtATime() {
    BuildInContext build = upload(1);
    Job first = startForApp(build);

    assertThat(startForApp(build).id()).isEqualTo(first.id());
    assertThat(audited("app.inspect")).isEqualTo(1);
    assertThat(ofBuild(build).id()).isNotEqualTo(first.id());
    run(first);

    assertThat(startForApp(build).id()).isNotEqualTo(first.id());
    assertThat(audited("app.inspect")).isEqualTo(2);
    assertThat(house.reinspector.latest(house.caller, build.app().id())).isPresent();
  }

  @Test
  void isForThoseWhoManageTheAppsOfTheTeam() {
    BuildInContext build = upload(1);
    Caller reporter = AccessFixture.caller(house.caller.teamId(), Role.REPORTER);
    Team others = new Team("Others", Locale.ENGLISH, ZoneId.of("UTC"), BuildFixture.NOW);
    house.database.transaction(() -> house.database.em().persist(others));
    Caller stranger = AccessFixture.caller(others.id(), Role.OWNER);

    assertThatThrownBy(() -> house.reinspector.inspectBuild(reporter, build.build().id()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> house.reinspector.inspectApp(reporter, build.app().id()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> house.reinspector.inspectTeam(reporter))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> house.reinspector.inspectBuild(stranger, build.build().id()))
        .isInstanceOf(BuildNotFoundException.class);
    assertThatThrownBy(() -> house.reinspector.inspectApp(stranger, build.app().id()))
        .isInstanceOf(AppNotFoundException.class);
    house.clock.advance(Duration.ofMinutes(1));
    Job job = house.database.newTransaction(() -> house.reinspector.inspectTeam(stranger));
    assertThat(run(job).done()).isZero();
    assertThat(read(build).inspectedAt()).isEqualTo(BuildFixture.NOW);
  }

  @Test
  void isWatchedByThoseWhoCouldHaveBegunIt() {
    BuildInContext build = upload(1);
    UUID team = house.caller.teamId();
    Caller member = AccessFixture.caller(team, Role.DEVELOPER);
    Caller tester = AccessFixture.caller(team, Role.TESTER);
    Caller collaborator = developerOf(build.app().id());
    Caller ofAnother = developerOf(house.upload(apk("com.example.other", 1)).app().id());
    Job ofBuild = ofBuild(build);
    Job ofApp = startForApp(build);
    Job ofTeam = house.database.newTransaction(() -> house.reinspector.inspectTeam(house.caller));

    for (Job job : List.of(ofBuild, ofApp)) {
      assertThat(watched(member, job)).isTrue();
      assertThat(watched(collaborator, job)).isTrue();
      assertThat(watched(tester, job)).isFalse();
      assertThat(watched(ofAnother, job)).isFalse();
    }
    assertThat(watched(member, ofTeam)).isTrue();
    assertThat(watched(collaborator, ofTeam)).isFalse();
    house.remover.remove(house.caller, build.build().id());
    assertThat(watched(collaborator, ofBuild)).as("its build is deleted").isTrue();
  }

  private Caller developerOf(UUID appId) {
    return AccessFixture.caller(
        house.caller.teamId(), Grants.ofApp(appId, Role.DEVELOPER.permissions()));
  }

  private boolean watched(Caller caller, Job job) {
    return house.database.newTransaction(
        () -> house.reinspector.latest(caller, job.subjectId()).isPresent());
  }

  @Test
  void isStartedForOneAppByWhoIsLetInForIt() {
    BuildInContext build = upload(1);
    BuildInContext other = house.upload(apk("com.example.other", 1));
    Caller collaborator = developerOf(build.app().id());
    house.clock.advance(Duration.ofMinutes(1));

    Job job =
        house.database.newTransaction(
            () -> house.reinspector.inspectApp(collaborator, build.app().id()));

    assertThat(run(job).done()).isEqualTo(1);
    assertThatThrownBy(() -> house.reinspector.inspectApp(collaborator, other.app().id()))
        .isInstanceOf(AppNotFoundException.class);
    assertThatThrownBy(() -> house.reinspector.inspectBuild(collaborator, other.build().id()))
        .isInstanceOf(BuildNotFoundException.class);
    assertThatThrownBy(() -> house.reinspector.inspectTeam(collaborator))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void knowsWhichBuildsHaveAnIconWithoutReadingOne() {
    UUID with = upload(1).build().id();
    UUID without =
        house.upload(ApkFixture.app("com.example.demo").versionCode(2).bytes()).build().id();

    assertThat(house.builds.withIcon(List.of(with, without))).containsExactly(with);
    assertThat(house.builds.withIcon(List.of())).isEmpty();
    assertThat(house.builds.hasIcon(without)).isFalse();
  }
}
