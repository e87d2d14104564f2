package dev.pappus.history;

import java.util.Arrays;
import java.util.List;

/**
 * The tables whose rows go by age, in the order they go: what hangs on something goes before it.
 * Each has a key in the order of time. What an unfinished delivery needs is not free to go.
 */
public enum HistoryTable {
  ATTEMPT(
      "attempt",
      "not exists (select 1 from delivery_due d where d.delivery_id = t.delivery_id)",
      "attempt t join delivery_due d on d.delivery_id = t.delivery_id where t.id >= ? and t.id < ?"),
  DELIVERY(
      "delivery",
      "not exists (select 1 from delivery_due d where d.delivery_id = t.id)",
      "delivery_due d where d.delivery_id >= ? and d.delivery_id < ?"),
  MESSAGE_BODY(
      "message_body",
      "not exists (select 1 from delivery v join delivery_due d on d.delivery_id = v.id"
          + " where v.event_id = t.event_id and v.body_id = t.id)",
      "delivery v join delivery_due d on d.delivery_id = v.id"
          + " where v.body_id >= ? and v.body_id < ?"),
  SKIP("delivery_skip", "event_id", "t.webhook_id is not null", ""),
  ENDPOINT_CHANGE("endpoint_change", "id", "t.id is not null", ""),
  NOTICE("notice", "id", "t.read_at is not null", ""),
  EVENT(
      "app_event",
      "not exists (select 1 from delivery v join delivery_due d on d.delivery_id = v.id"
          + " where v.event_id = t.id)",
      "delivery v join delivery_due d on d.delivery_id = v.id"
          + " where v.event_id >= ? and v.event_id < ?"),
  WITHDRAWAL(
      "delivery_withdrawal",
      "delivery_id",
      "not exists (select 1 from delivery_due d where d.delivery_id = t.delivery_id)",
      ""),
  RECOVERING("delivery_recovering", "job_id", Ended.JOB, ""),
  RECOVERY("delivery_recovery", "job_id", Ended.JOB, ""),
  JOB("job", "id", "t.finished_at is not null", ""),
  DOWNLOAD("download_log", "id", "t.id is not null", ""),
  DOWNLOAD_DAY("download_day", "id", "t.id is not null", ""),
  MAIL("mail_outbox", "id", "t.id is not null", "");

  /** A condition of several tables: an enum may not refer to its own constants above them. */
  private static final class Ended {
    static final String JOB =
        "not exists (select 1 from job j where j.id = t.job_id and j.finished_at is null)";
  }

  private final String table;
  private final String key;
  private final String free;
  private final String holders;

  /** A table that PostgreSQL keeps in partitions. */
  HistoryTable(String table, String free, String holders) {
    this(table, "id", free, holders);
  }

  HistoryTable(String table, String key, String free, String holders) {
    this.table = table;
    this.key = key;
    this.free = free;
    this.holders = holders;
  }

  /** Those that PostgreSQL keeps in partitions, in the order they go. */
  public static List<HistoryTable> partitioned() {
    return Arrays.stream(values()).filter(table -> !table.holders.isEmpty()).toList();
  }

  String table() {
    return table;
  }

  /** The column in the order of time: a UUIDv7. */
  String key() {
    return key;
  }

  int days(HistorySettings settings) {
    return switch (this) {
      case ATTEMPT -> settings.attemptsDays();
      case DELIVERY, MESSAGE_BODY, ENDPOINT_CHANGE, NOTICE -> settings.deliveriesDays();
      case SKIP, EVENT -> settings.eventsDays();
      case WITHDRAWAL, RECOVERING, RECOVERY, JOB -> settings.jobsDays();
      case DOWNLOAD, DOWNLOAD_DAY -> settings.downloadsDays();
      case MAIL -> settings.mailDays();
    };
  }

  /** Which rows {@code t} may go. */
  String free() {
    return free;
  }

  /** What needs rows of this table between two keys, its parameters: from and where of a query. */
  String holders() {
    return holders;
  }
}
