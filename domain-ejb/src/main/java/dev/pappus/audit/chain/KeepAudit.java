package dev.pappus.audit.chain;

import dev.pappus.audit.AuditSettings;
import dev.pappus.shared.log.LogLine;
import dev.pappus.work.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Once a day tells the log where the chain ends, which is what shows later that its end was cut
 * off; and removes entries whose time is over, by whole days, so that each day adds few entries
 * that say so.
 */
@ApplicationScoped
public class KeepAudit implements Chore {
  private static final System.Logger LOG = System.getLogger(KeepAudit.class.getName());

  /** Longest time for batches in one run; a stop waits for 5 s (JobRunner). */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  @Inject AuditKeeper keeper;
  @Inject AuditSettings settings;
  @Inject Clock clock;

  @Override
  public String name() {
    return "keep-audit";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void run() {
    keeper.tellHead();
    settings.kept().ifPresent(this::cut);
  }

  private void cut(Duration kept) {
    Instant start = clock.instant();
    Instant before = start.minus(kept).truncatedTo(ChronoUnit.DAYS);
    int removed = 0;
    int batch = AuditKeeper.BATCH;
    while (batch == AuditKeeper.BATCH && clock.instant().isBefore(start.plus(LONGEST))) {
      batch = keeper.cut(before);
      removed += batch;
    }
    if (removed > 0) {
      LOG.log(Level.INFO, LogLine.of("audit.cut").with("entries", removed).toString());
    }
  }
}
