package dev.pappus.shared.time;

import java.time.Instant;

/**
 * The time of day by the database's clock: the one clock that all nodes share. For due times,
 * heartbeats and whatever else two nodes compare; {@link java.time.Clock} is for the rest.
 */
public interface DbClock {

  /** Now, in microseconds. */
  Instant now();
}
