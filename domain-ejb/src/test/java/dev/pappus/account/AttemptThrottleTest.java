package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttemptThrottleTest {
  private final SetClock clock = new SetClock();
  private final AttemptThrottle throttle = new AttemptThrottle();

  @BeforeEach
  void start() {
    throttle.clock = clock;
    throttle.start();
  }

  @Test
  void stopsAfterTenAttempts() {
    exhaust("sign-in/10.0.0.7");

    assertThat(throttle.admit("sign-in/10.0.0.7")).isFalse();
    assertThat(throttle.admit("sign-in/10.0.0.8")).isTrue();
  }

  @Test
  void beginsAnewWhenTheWindowIsOver() {
    exhaust("key");
    clock.now = clock.now.plus(AttemptThrottle.WINDOW);

    assertThat(throttle.admit("key")).isTrue();
  }

  @Test
  void doesNotStretchTheWindowByFurtherAttempts() {
    exhaust("key");
    clock.now = clock.now.plus(AttemptThrottle.WINDOW.minus(Duration.ofSeconds(1)));
    throttle.admit("key");
    clock.now = clock.now.plusSeconds(1);

    assertThat(throttle.admit("key")).isTrue();
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

  private void exhaust(String key) {
    for (int i = 0; i < AttemptThrottle.MAX_ATTEMPTS; i++) {
      assertThat(throttle.admit(key)).isTrue();
    }
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
