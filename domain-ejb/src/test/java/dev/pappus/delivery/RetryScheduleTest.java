package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(List.of(Duration.ofSeconds(10), Duration.ofMinutes(5)), 0.2);

  @Test
  void takesTheDelaysInTurnAndThenEnds() {
    assertThat(SCHEDULE.after(1, 0.5, null)).contains(Duration.ofSeconds(10));
    assertThat(SCHEDULE.after(2, 0.5, null)).contains(Duration.ofMinutes(5));
    assertThat(SCHEDULE.after(3, 0.5, null)).isEmpty();
  }

  @Test
  void variesByAFifthBothWays() {
    assertThat(SCHEDULE.after(1, 0, null)).contains(Duration.ofSeconds(8));
    assertThat(SCHEDULE.after(1, 1, null)).contains(Duration.ofSeconds(12));
  }

  @Test
  void honoursAWishBetweenThePlannedDelayAndADay() {
    assertThat(SCHEDULE.after(1, 0.5, Duration.ofSeconds(1))).contains(Duration.ofSeconds(10));
    assertThat(SCHEDULE.after(1, 0.5, Duration.ofMinutes(1))).contains(Duration.ofMinutes(1));
    assertThat(SCHEDULE.after(1, 0.5, Duration.ofDays(30))).contains(Duration.ofHours(24));
  }

  @Test
  void doublesTheWaitForOurOwnTroubleUpToAMinute() {
    assertThat(RetrySchedule.afterNotSent(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(RetrySchedule.afterNotSent(4)).isEqualTo(Duration.ofSeconds(8));
    assertThat(RetrySchedule.afterNotSent(1000)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void refusesSettingsOutOfRange() {
    DeliverySettings settings = new DeliverySettings();
    settings.check();

    settings.attemptTimeout = Duration.ofMillis(10);

    assertThatThrownBy(settings::check).hasMessageContaining("pappus.delivery.");
  }
}
