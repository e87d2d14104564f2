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

  @Test
  void stopsAfterTenAttempts() {
    exhaust("sign-in/10.0.0.7");

    assertThat(throttle.admit("sign-in/10.0.0.7")).isFalse();
    assertThat(throttle.admit("sign-in/10.0.0.8")).isTrue();
  }

  @Test
  void beginsAnewWhenTheWindowIsOver() {
    exhaust("key");
    clock.advance(AttemptThrottle.WINDOW);

    assertThat(throttle.admit("key")).isTrue();
  }

  @Test
  void doesNotStretchTheWindowByFurtherAttempts() {
    exhaust("key");
    clock.advance(AttemptThrottle.WINDOW.minus(Duration.ofSeconds(1)));
    throttle.admit("key");
    clock.advance(Duration.ofSeconds(1));

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
}
