package dev.pappus.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.Membership;
import dev.pappus.account.Role;
import dev.pappus.account.User;
import dev.pappus.account.UserRepository;
import dev.pappus.account.verification.RealNameVerification;
import dev.pappus.account.verification.VerificationRepository;
import dev.pappus.app.EventApps;
import dev.pappus.build.Build;
import dev.pappus.build.BuildDetails;
import dev.pappus.build.BuildFixture;
import dev.pappus.build.BuildInContext;
import dev.pappus.event.EventRecorded;
import dev.pappus.event.EventRecorder;
import dev.pappus.event.EventRepository;
import dev.pappus.plan.PlanFixture;
import dev.pappus.shared.inject.FiredEvents;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.shared.url.PublicUrlsFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The team's day begins at 16:00 UTC, in Asia/Shanghai; the tests begin at 10:00. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DownloadStartTest {
  private static final String HERE = "10.0.0.7";
  private static final String THERE = "10.0.0.8";

  @Parameter TestDatabase.Kind kind;
  @TempDir Path directory;

  private final SettableClock clock = new SettableClock(BuildFixture.NOW);
  private final FiredEvents<EventRecorded> recorded = new FiredEvents<>(EventRecorded.class);
  private BuildFixture house;
  private PlanFixture plans;
  private DownloadStart start;
  private BuildInContext found;

  @BeforeEach
  void open() {
    house = new BuildFixture(kind, directory);
    TestDatabase database = house.database;
    plans = new PlanFixture(database, clock).downloads(0, 3);
    DownloadLog log =
        Injection.wire(
            new DownloadLog() {
              @Override
              public void note(
                  UUID teamId, Build build, @Nullable Caller caller, String remoteAddress) {
                database.newTransaction(
                    () -> {
                      super.note(teamId, build, caller, remoteAddress);
                      return teamId;
                    });
              }
            },
            Injection.wire(new DownloadRepository(), database.em()),
            clock);
    EventRecorder events =
        Injection.wire(
            new EventRecorder(), Injection.wire(new EventRepository(), database.em()), recorded);
    EventApps apps =
        Injection.wire(new EventApps(), PublicUrlsFixture.at("https://pappus.example"));
    DownloadAlarm alarm =
        Injection.wire(
            new DownloadAlarm() {
              @Override
              public void raise(BuildInContext build, DownloadAllowance allowance) {
                database.newTransaction(
                    () -> {
                      super.raise(build, allowance);
                      return allowance;
                    });
              }
            },
            plans.meter,
            Injection.wire(new DownloadLimitedType(), apps),
            events,
            clock);
    start =
        Injection.wire(
            new DownloadStart(),
            plans.gate,
            Injection.wire(new VerificationRepository(), database.em()),
            Injection.wire(new UserRepository(), database.em()),
            plans.meter,
            alarm,
            log,
            clock);
    found =
        house.upload(
            "package".getBytes(StandardCharsets.UTF_8),
            new BuildDetails("tool.bin", null, null, null, null, "Tool", "1.0"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void verify() {
    RealNameVerification verification =
        new RealNameVerification(house.caller.teamId(), "name", "number", BuildFixture.NOW);
    house.database.transaction(() -> house.database.em().persist(verification));
    house.database.execute("update real_name_verification set status = 'APPROVED'");
  }

  private void download(String address) {
    start.begin(found, null, address, true);
  }

  private void resume(String address) {
    start.begin(found, null, address, false);
  }

  private long counted() {
    return house.database.count("download_day where used = 0") == 1
        ? 0
        : house.database.count("download_log");
  }

  private static DownloadLimitException refusal(Runnable download) {
    try {
      download.run();
    } catch (DownloadLimitException refused) {
      return refused;
    }
    throw new AssertionError("It was let through");
  }

  @Test
  void letsNobodyDownloadWhileTheTeamIsNotVerified() {
    DownloadLimitException refused = refusal(() -> download(HERE));

    assertThat(refused.kind()).isEqualTo(ProblemKind.LIMIT_EXCEEDED);
    assertThat(refused.code()).isEqualTo("download-limit");
    assertThat(refused.facts()).containsEntry("limit", 0L).containsEntry("verified", false);
    assertThat(refusal(() -> resume(HERE)).code()).isEqualTo("download-limit");
    assertThat(counted()).isZero();
  }

  @Test
  void countsEachDownloadOfAVerifiedTeamUpToTheLimit() {
    verify();
    download(HERE);
    download(HERE);
    download(THERE);

    DownloadLimitException refused = refusal(() -> download(THERE));

    assertThat(refused.facts())
        .containsEntry("limit", 3L)
        .containsEntry("verified", true)
        .containsEntry("retryAfter", Duration.ofHours(6).toSeconds() + 1);
    assertThat(counted()).isEqualTo(3);
  }

  @Test
  void beginsAnewAtMidnightOfTheTeamsZone() {
    verify();
    for (int i = 0; i < 3; i++) {
      download(HERE);
    }
    assertThat(start.exhausted(found)).isPresent();

    clock.advance(Duration.ofHours(6).minusSeconds(1));
    assertThatThrownBy(() -> download(THERE)).isInstanceOf(DownloadLimitException.class);

    clock.advance(Duration.ofSeconds(1));
    assertThat(start.exhausted(found)).isEmpty();
    assertThatCode(() -> download(THERE)).doesNotThrowAnyException();
  }

  @Test
  void countsByTheDaysOfTheOwnersAccount() {
    verify();
    for (int i = 0; i < 3; i++) {
      download(HERE);
    }
    own("Asia/Tokyo");

    // a later day has begun there already for an hour when the team's begins
    clock.advance(Duration.ofHours(5).minusSeconds(1));
    assertThatThrownBy(() -> download(THERE)).isInstanceOf(DownloadLimitException.class);
    assertThat(start.exhausted(found).orElseThrow().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));

    clock.advance(Duration.ofSeconds(1));
    assertThatCode(() -> download(THERE)).doesNotThrowAnyException();
  }

  /** Gives the team an owner whose account has a zone. */
  private void own(String zone) {
    User owner = new User("ann@example.com", "Ann", "hash", false, BuildFixture.NOW);
    house.database.transaction(
        () -> {
          house.database.em().persist(owner);
          house.database.em().flush();
          house
              .database
              .em()
              .persist(
                  new Membership(house.caller.teamId(), owner.id(), Role.OWNER, BuildFixture.NOW));
        });
    house.database.execute("update account_user set time_zone = '" + zone + "'");
    house.database.em().clear();
  }

  @Test
  void letsADownloadGoOnThatHasBegun() {
    verify();
    for (int i = 0; i < 3; i++) {
      download(HERE);
    }

    assertThatCode(() -> resume(HERE)).doesNotThrowAnyException();
    assertThat(counted()).isEqualTo(3);
  }

  @Test
  void countsALaterRangeOfWhoeverHasNotBegun() {
    verify();
    resume(HERE);
    resume(HERE);
    resume(HERE);
    assertThat(counted()).isEqualTo(1);
    resume(THERE);
    assertThat(counted()).isEqualTo(2);

    clock.advance(DownloadStart.RESUMABLE.plusSeconds(1));
    resume(HERE);
    assertThat(counted()).isEqualTo(3);
    assertThatThrownBy(() -> resume(THERE)).isInstanceOf(DownloadLimitException.class);
  }

  @Test
  void tellsWebhooksOnceADayHoweverOftenItIsRefused() {
    refusal(() -> download(HERE));
    refusal(() -> download(HERE));
    assertThat(recorded.fired()).hasSize(1);
    assertThat(recorded.fired().get(0).message().type()).isEqualTo("download.limited");
    assertThat(recorded.fired().get(0).message().build().id()).isEqualTo(found.build().id());

    clock.advance(Duration.ofHours(6));
    refusal(() -> download(HERE));
    assertThat(recorded.fired()).hasSize(2);
  }

  @Test
  void countsNothingWherePlansDoNotHold() {
    plans.lift();
    for (int i = 0; i < 5; i++) {
      download(HERE);
    }
    resume(THERE);

    assertThat(house.database.count("download_log")).isEqualTo(5);
    assertThat(house.database.count("download_day")).isZero();
    assertThat(start.exhausted(found)).isEmpty();
  }

  @Test
  void letsExactlyTheRestThroughOfSixtyFourAtOnce() throws Exception {
    verify();
    plans.downloads(0, 10);
    int visitors = 64;
    CyclicBarrier together = new CyclicBarrier(visitors);
    ExecutorService threads = Executors.newFixedThreadPool(visitors);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < visitors; i++) {
      String address = "10.0.1." + i;
      results.add(
          threads.submit(
              () -> {
                together.await();
                return letThrough(address);
              }));
    }

    int through = 0;
    for (Future<Boolean> result : results) {
      through += result.get() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(through).isEqualTo(10);
    assertThat(counted()).isEqualTo(10);
    assertThat(recorded.fired()).hasSize(1);
  }

  private boolean letThrough(String address) {
    try {
      download(address);
      return true;
    } catch (DownloadLimitException refused) {
      return false;
    }
  }
}
