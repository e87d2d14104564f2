package dev.pappus.shared.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The time of day for everything that does not have to agree between nodes. */
@ApplicationScoped
public class ClockProducer {

  /**
   * Ticks in microseconds, as the databases store them: a time read back equals the one written.
   */
  @Produces
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  }
}
