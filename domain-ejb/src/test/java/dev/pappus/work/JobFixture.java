package dev.pappus.work;

import java.time.Instant;
import java.util.UUID;

/** Jobs for tests of those who do them. */
public final class JobFixture {

  private JobFixture() {}

  /** One that has just begun. */
  public static Job begun(UUID teamId, String kind, Instant now) {
    return new Job(teamId, kind, teamId, now);
  }

  /** Notes how much there is to do, as the ledger does. */
  public static void expect(Job job, long total) {
    job.expect(total);
  }
}
