package dev.pappus.audit.chain;

import dev.pappus.work.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Seals what the last second has brought, one node for all. */
@ApplicationScoped
public class SealAudit implements Chore {
  /** Longest time for batches in one run; a stop waits for 5 s (JobRunner). */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  @Inject AuditSealer sealer;
  @Inject Clock clock;

  @Override
  public String name() {
    return "seal-audit";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void run() {
    Instant end = clock.instant().plus(LONGEST);
    int sealed = AuditSealer.BATCH;
    while (sealed == AuditSealer.BATCH && clock.instant().isBefore(end)) {
      sealed = sealer.sealBatch();
    }
  }
}
