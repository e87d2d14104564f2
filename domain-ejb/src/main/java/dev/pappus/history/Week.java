package dev.pappus.history;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;

/**
 * What a new partition holds: a week from Monday, 00:00 UTC. Not a day: a statement that cannot
 * name the time it looks at pays for every partition.
 */
public record Week(LocalDate monday) {

  public static Week of(Instant time) {
    return new Week(
        time.atZone(ZoneOffset.UTC)
            .toLocalDate()
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  Week next() {
    return new Week(monday.plusWeeks(1));
  }

  Instant start() {
    return monday.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  Instant end() {
    return next().start();
  }

  /** Its partition of a table: {@code delivery_w20261123}. */
  String partitionOf(HistoryTable table) {
    return table.table() + "_w" + monday.format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
