package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.time.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttemptThrottleTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final AttemptThrottle throttle = new AttemptThrottle();

  @BeforeEach
  void start() {
    throttle.clock = clock;
    throttle.start();
  }

  private void exhaust(String key) {
    for (int i = 0; i < AttemptThrottle.FREE_ATTEMPTS; i++) {
      assertThat(throttle.admit(key)).isTrue();
    }
  }

  @Test
  void stopsAfterTenAttempts() {
    exhaust("sign-in/10.0.0.7");

    assertThat(throttle.admit("sign-in/10.0.0.7")).isFalse();
    assertThat(throttle.admit("sign-in/10.0.0.8")).isTrue();
  }

  @Test
  void waitsTwiceAsLongAfterEachFurtherAttempt() {
    exhaust("key");

    for (int seconds = 1; seconds <= 16; seconds *= 2) {
      assertThat(throttle.admit("key", AttemptThrottle.FREE_ATTEMPTS))
          .isEqualTo(Duration.ofSeconds(seconds));
      clock.advance(Duration.ofSeconds(seconds));
      assertThat(throttle.admit("key")).isTrue();
    }
  }

  @Test
  void neverWaitsLongerThanAQuarterOfAnHour() {
    exhaust("key");

    for (int i = 0; i < 200; i++) {
      Duration left = throttle.admit("key", AttemptThrottle.FREE_ATTEMPTS);
      assertThat(left).isLessThanOrEqualTo(AttemptThrottle.LONGEST_WAIT);
      clock.advance(left);
    }
  }

  @Test
  void doesNotStretchTheWaitByWhatWasRefused() {
    exhaust("key");
    for (int i = 0; i < 100; i++) {
      assertThat(throttle.admit("key")).isFalse();
    }

    clock.advance(Duration.ofSeconds(1));

    assertThat(throttle.admit("key")).isTrue();
  }

  @Test
  void forgetsOneAttemptInAQuarterOfAnHour() {
    exhaust("key");

    clock.advance(AttemptThrottle.LONGEST_WAIT.multipliedBy(2));

    assertThat(throttle.made("key")).isEqualTo(AttemptThrottle.FREE_ATTEMPTS);
    assertThat(throttle.admit("key")).isTrue();
    assertThat(throttle.admit("key")).isTrue();
    assertThat(throttle.admit("key")).isFalse();
  }

  @Test
  void forgetsAfterARightPassword() {
    exhaust("key");

    throttle.forget("key");

    assertThat(throttle.admit("key")).isTrue();
  }

  /** The house's clock ticks in microseconds, and such a clock of the JDK cannot count millis. */
  @Test
  void worksWithTheClockOfTheHouse() {
    throttle.clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));

    assertThat(throttle.admit("key")).isTrue();
  }
}
