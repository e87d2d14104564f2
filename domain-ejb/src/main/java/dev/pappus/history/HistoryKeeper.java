package dev.pappus.history;

import dev.pappus.delivery.store.StoreUnavailableException;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.persistence.DatabaseProduct;
import dev.pappus.work.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Makes partitions ahead, drops those whose time is over, and removes in batches what cannot be
 * dropped whole. Often, since each time it does little: it gives way to whoever holds a lock, and
 * ends soon enough that a stopping server need not interrupt it (an interrupt closes H2's file).
 */
@ApplicationScoped
public class HistoryKeeper implements Chore {
  private static final System.Logger LOG = System.getLogger(HistoryKeeper.class.getName());

  /** Four weeks ahead: an engine that stands still for a month still finds its partitions. */
  private static final int WEEKS_AHEAD = 4;

  /** Longest time for batches in one run; a stop waits for 5 s (JobRunner). */
  private static final Duration BATCHES = Duration.ofSeconds(3);

  /** PostgreSQL: lock_not_available (Appendix A). */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  @Inject DataSource dataSource;
  @Inject Partitions partitions;
  @Inject OldRows oldRows;
  @Inject HistorySettings settings;
  @Inject Clock clock;

  @Override
  public String name() {
    return "keep-history";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void run() {
    Set<HistoryTable> busy = EnumSet.noneOf(HistoryTable.class);
    boolean partitioned = partitioned();
    if (partitioned) {
      makeAhead();
      for (HistoryTable table : HistoryTable.partitioned()) {
        if (!dropOld(table)) {
          busy.add(table);
        }
      }
      dropDetached();
    }
    Instant end = clock.instant().plus(BATCHES);
    for (HistoryTable table : HistoryTable.values()) {
      // what gave way goes whole the next time
      if (!busy.contains(table)) {
        removeOld(
            table,
            PublicId.firstKeyAt(
                keptFrom(table, partitioned && HistoryTable.partitioned().contains(table))),
            end);
      }
    }
  }

  private boolean partitioned() {
    return DatabaseProduct.of(dataSource) == DatabaseProduct.POSTGRESQL;
  }

  /** Makes the partitions of this week and of the next ones, where the database has any. */
  void makeAhead() {
    if (!partitioned()) {
      return;
    }
    Week week = Week.of(clock.instant());
    for (int ahead = 0; ahead <= WEEKS_AHEAD; ahead++) {
      for (HistoryTable table : HistoryTable.partitioned()) {
        make(table, week);
      }
      week = week.next();
    }
  }

  private void make(HistoryTable table, Week week) {
    step(
        table.table(),
        () -> {
          if (partitions.make(table, week)) {
            LOG.log(
                Level.INFO,
                LogLine.of("history.partition-made")
                    .with("name", week.partitionOf(table))
                    .toString());
          }
        });
  }

  /** Whether it did not have to give way. */
  private boolean dropOld(HistoryTable table) {
    Instant keptFrom = keptFrom(table, true);
    boolean done = true;
    for (Partition partition : partitions.list(table)) {
      if (!partition.to().isAfter(keptFrom) && !partitions.held(table, partition)) {
        done &=
            step(
                table.table(),
                () -> {
                  partitions.detach(table, partition);
                  LOG.log(
                      Level.INFO,
                      LogLine.of("history.partition-detached")
                          .with("name", partition.name())
                          .toString());
                });
      }
    }
    return done;
  }

  private void dropDetached() {
    for (String name : partitions.detached()) {
      step(
          name,
          () -> {
            partitions.dropDetached(name);
            LOG.log(
                Level.INFO, LogLine.of("history.partition-dropped").with("name", name).toString());
          });
    }
  }

  /** From when on rows are kept. In partitions a begun week is kept whole, so that it can go so. */
  private Instant keptFrom(HistoryTable table, boolean partitioned) {
    Instant exact = clock.instant().minus(Duration.ofDays(table.days(settings)));
    return partitioned ? Week.of(exact).start() : exact;
  }

  private void removeOld(HistoryTable table, UUID before, Instant end) {
    int removed = 0;
    OldRows.Batch batch = new OldRows.Batch(0, OldRows.FIRST, true);
    while (batch.more() && clock.instant().isBefore(end)) {
      batch = oldRows.remove(table, batch.last(), before);
      removed += batch.removed();
    }
    if (removed > 0) {
      LOG.log(
          Level.INFO,
          LogLine.of("history.rows-removed")
              .with("table", table.table())
              .with("rows", removed)
              .with("more", batch.more())
              .toString());
    }
  }

  /** Does a step, unless somebody else holds the table: then it is tried at the next run. */
  private static boolean step(String what, Runnable step) {
    try {
      step.run();
      return true;
    } catch (StoreUnavailableException e) {
      if (e.getCause() instanceof SQLException cause
          && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
        LOG.log(Level.INFO, LogLine.of("history.gave-way").with("table", what).toString());
        return false;
      }
      throw e;
    }
  }
}
