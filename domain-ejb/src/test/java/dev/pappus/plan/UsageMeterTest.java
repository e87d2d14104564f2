package dev.pappus.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.persistence.TestDatabase;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class UsageMeterTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

  @Parameter TestDatabase.Kind kind;

  private final UUID build = new UUID(7, 7);
  private TestDatabase database;
  private UsageMeter meter;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    meter = new PlanFixture(database, Clock.systemUTC()).meter;
  }

  @AfterEach
  void close() {
    database.close();
  }

  private boolean take(long limit) {
    return Conflict.retrying(() -> meter.take(build, DAY, limit));
  }

  private int takenByMany(int callers, long limit) throws Exception {
    CyclicBarrier start = new CyclicBarrier(callers);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      results.add(
          threads.submit(
              () -> {
                start.await();
                return take(limit);
              }));
    }
    int taken = 0;
    for (Future<Boolean> result : results) {
      taken += result.get() ? 1 : 0;
    }
    threads.shutdown();
    return taken;
  }

  @Test
  void letsExactlyTheRestThroughOfSixtyFourAtOnce() throws Exception {
    for (int i = 0; i < 490; i++) {
      take(500);
    }

    assertThat(takenByMany(64, 500)).isEqualTo(10);
    assertThat(meter.used(build, DAY)).isEqualTo(500);
  }

  @Test
  void letsExactlyTheLimitThroughOfTheFirstOfADay() throws Exception {
    assertThat(takenByMany(64, 10)).isEqualTo(10);
    assertThat(meter.used(build, DAY)).isEqualTo(10);
    assertThat(database.count("download_day")).isEqualTo(1);
  }

  @Test
  void takesNoneWhereNoneIsAllowed() {
    assertThat(take(0)).isFalse();
    assertThat(meter.used(build, DAY)).isZero();
  }

  @Test
  void beginsAnewOnTheNextDay() {
    assertThat(take(1)).isTrue();
    assertThat(take(1)).isFalse();

    assertThat(meter.take(build, DAY.plusDays(1), 1)).isTrue();
  }

  @Test
  void goesOnAtOnceWhereTheLimitIsRaised() {
    take(1);

    assertThat(take(2)).isTrue();
  }

  @Test
  void tellsOfALimitOnceADay() {
    List<Boolean> told = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      told.add(database.newTransaction(() -> meter.tellOfLimit(build, DAY)));
    }

    assertThat(told).containsExactly(true, false, false);
    assertThat(database.newTransaction(() -> meter.tellOfLimit(build, DAY.plusDays(1)))).isTrue();
  }
}
