package dev.pappus.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.Team;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class PlanGateTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @Parameter TestDatabase.Kind kind;

  private final SettableClock clock = new SettableClock(NOW);
  private TestDatabase database;
  private PlanFixture plans;
  private UUID team;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    plans = new PlanFixture(database, clock);
    Team acme = new Team("Acme", Locale.ENGLISH, ZoneId.of("UTC"), NOW);
    team = acme.id();
    database.transaction(() -> database.em().persist(acme));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void pay(String id, Duration length) {
    plans.book.take(
        Caller.system(team),
        team,
        new PaymentOrder("manual", id, id, "PROFESSIONAL", clock.instant().plus(length)));
  }

  private void admitApp(long used) {
    database.transaction(() -> plans.gate.admit(team, PlanLimit.APPS, () -> used));
  }

  @Test
  void admitsUpToTheLimitAndSaysWhatWouldUnlockMore() {
    admitApp(9);

    assertThatThrownBy(() -> admitApp(10))
        .isInstanceOfSatisfying(
            PlanLimitException.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(ProblemKind.PLAN_REQUIRED);
              assertThat(refusal.code()).isEqualTo("plan-limit");
              assertThat(refusal.facts())
                  .containsEntry("plan", "FREE")
                  .containsEntry("what", "apps")
                  .containsEntry("limit", 10L)
                  .containsEntry("used", 10L)
                  .containsEntry("unlockedBy", List.of("PROFESSIONAL"));
            });
  }

  @Test
  void countsWhatIsAddedAtOnce() {
    database.transaction(
        () -> plans.gate.admit(team, PlanLimit.STORAGE_BYTES, () -> 5_368_709_000L, 120));

    assertThatThrownBy(
            () ->
                database.transaction(
                    () ->
                        plans.gate.admit(team, PlanLimit.STORAGE_BYTES, () -> 5_368_709_000L, 121)))
        .isInstanceOf(PlanLimitException.class);
  }

  @Test
  void knowsNoLimitWhereThePlanNamesNone() {
    database.execute("update plan set apps = null where name = 'FREE'");

    assertThatCode(() -> admitApp(1_000_000)).doesNotThrowAnyException();
  }

  @Test
  void admitsEverythingWherePlansDoNotHold() {
    plans.lift();

    assertThatCode(() -> admitApp(1_000_000)).doesNotThrowAnyException();
    assertThatCode(() -> plans.gate.require(team, PlanFeature.SSO)).doesNotThrowAnyException();
  }

  @Test
  void refusesAFeatureThatThePlanDoesNotHave() {
    assertThatThrownBy(() -> plans.gate.require(team, PlanFeature.TESTFLIGHT))
        .isInstanceOfSatisfying(
            PlanFeatureException.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(ProblemKind.FORBIDDEN);
              assertThat(refusal.facts())
                  .containsEntry("plan", "FREE")
                  .containsEntry("feature", "testflight")
                  .containsEntry("unlockedBy", List.of("PROFESSIONAL"));
            });

    pay("R-1", Duration.ofDays(30));

    assertThatCode(() -> plans.gate.require(team, PlanFeature.TESTFLIGHT))
        .doesNotThrowAnyException();
  }

  @Test
  void holdsThroughTheGraceAndFallsBackToFreeByItself() {
    pay("R-1", Duration.ofDays(30));

    assertThat(plans.gate.standing(team).state()).isEqualTo(Standing.State.PAID);

    clock.advance(Duration.ofDays(30));

    assertThat(plans.gate.standing(team).state()).isEqualTo(Standing.State.GRACE);
    assertThat(plans.gate.standing(team).plan().name()).isEqualTo("PROFESSIONAL");

    clock.advance(Duration.ofDays(7));

    assertThat(plans.gate.standing(team).state()).isEqualTo(Standing.State.LAPSED);
    assertThat(plans.gate.standing(team).plan().name()).isEqualTo("FREE");
    assertThat(plans.gate.standing(team).paidPlan()).isEqualTo("PROFESSIONAL");
  }

  @Test
  void countsTheDownloadsOfThePlanOnlyForTheVerified() {
    plans.downloads(0, 500);

    assertThat(plans.gate.downloadsPerDay(team, false)).isZero();
    assertThat(plans.gate.downloadsPerDay(team, true)).isEqualTo(500);

    pay("R-1", Duration.ofDays(30));

    assertThat(plans.gate.downloadsPerDay(team, false)).isZero();
    assertThat(plans.gate.downloadsPerDay(team, true)).isEqualTo(5000);
  }

  @Test
  void letsNoMoreInThanTheLimitHoweverManyComeAtOnce() throws Exception {
    database.execute("update plan set apps = 3 where name = 'FREE'");
    AtomicInteger apps = new AtomicInteger();
    int callers = 8;
    CyclicBarrier start = new CyclicBarrier(callers);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      results.add(
          threads.submit(
              () -> {
                start.await();
                return addApp(apps);
              }));
    }

    int admitted = 0;
    for (Future<Boolean> result : results) {
      admitted += result.get() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(admitted).isEqualTo(3);
  }

  /** The counter stands for rows: read under the lock, written before the transaction ends. */
  private boolean addApp(AtomicInteger apps) {
    try {
      return database.newTransaction(
          () -> {
            plans.gate.admit(team, PlanLimit.APPS, apps::get);
            apps.incrementAndGet();
            return true;
          });
    } catch (PlanLimitException full) {
      return false;
    }
  }
}
