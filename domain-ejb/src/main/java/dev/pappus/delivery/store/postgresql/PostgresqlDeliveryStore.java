package dev.pappus.delivery.store.postgresql;

import dev.pappus.delivery.store.Column;
import dev.pappus.delivery.store.DueKey;
import dev.pappus.delivery.store.JdbcDeliveryStore;
import dev.pappus.delivery.store.LaneSearch;
import dev.pappus.delivery.store.Rows;
import dev.pappus.delivery.store.SqlArray;
import dev.pappus.delivery.store.SqlRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * On PostgreSQL: one statement for many rows, whose columns are arrays, and one search over all
 * lanes that have work ({@code LATERAL} over the index of webhook and due time).
 *
 * <p>A statement with arrays has the same text for one row and for five hundred, so it is parsed
 * and planned once; rows as {@code VALUES} were planned at each call. Rows that change are joined
 * by their key to tables without partitions alone. On a partitioned table PostgreSQL knows too
 * little of the newest keys, takes a range of them for one row, and compares every row with every
 * other: 50 ms for 240 rows on a busy machine.
 */
public class PostgresqlDeliveryStore extends JdbcDeliveryStore {
  private static final List<Column> LANE_COLUMNS =
      List.of(
          new Column("webhook_id", Column.UUID_TYPE),
          new Column("past", Column.TIME),
          new Column("horizon", Column.TIME),
          new Column("wanted", Column.INTEGER));
  private static final String LANES = unnest(LANE_COLUMNS) + " q (" + names(LANE_COLUMNS) + ")";

  /** No key is greater. */
  private static final UUID GREATEST = new UUID(-1, -1);

  public PostgresqlDeliveryStore(SqlRunner sql) {
    super(sql);
  }

  @Override
  protected void insertRows(List<Rows> tables) {
    String parts = "";
    for (int i = 0; i < tables.size() - 1; i++) {
      parts += (i == 0 ? "with " : ", ") + "t" + i + " as (" + insert(tables.get(i)) + ")";
    }
    sql()
        .update(
            parts + " " + insert(tables.get(tables.size() - 1)),
            tables.stream().flatMap(table -> arrays(table).stream()).toArray());
  }

  @Override
  protected void insertNewRows(Rows rows) {
    sql()
        .update(
            insert(rows) + " on conflict (" + rows.key().name() + ") do nothing",
            arrays(rows).toArray());
  }

  private static String insert(Rows rows) {
    return "insert into "
        + rows.table()
        + " ("
        + names(rows.columns())
        + ") select * from "
        + unnest(rows.columns());
  }

  @Override
  protected void updateRows(Rows rows) {
    String key = rows.key().name();
    String set =
        rows.columns().stream()
            .skip(1)
            .map(column -> column.name() + " = v." + column.name())
            .collect(Collectors.joining(", "));
    sql()
        .update(
            "update "
                + rows.table()
                + " t set "
                + set
                + " from "
                + unnest(rows.columns())
                + " v ("
                + names(rows.columns())
                + ") where t."
                + key
                + " = v."
                + key,
            arrays(rows).toArray());
  }

  @Override
  protected List<DueKey> search(List<LaneSearch> searches) {
    List<LaneSearch> free = searches.stream().filter(search -> !search.ordered()).toList();
    List<LaneSearch> ordered = searches.stream().filter(LaneSearch::ordered).toList();
    List<DueKey> found = new ArrayList<>();
    if (!free.isEmpty()) {
      found.addAll(byDueTime(free));
    }
    if (!ordered.isEmpty()) {
      found.addAll(inSequence(ordered));
    }
    return found;
  }

  private List<DueKey> byDueTime(List<LaneSearch> searches) {
    return sql()
        .query(
            "select q.webhook_id, d.delivery_id, d.attempt_count from "
                + LANES
                + " cross join lateral (select x.delivery_id, x.attempt_count from delivery_due x"
                + " where x.webhook_id = q.webhook_id and x.due_at > q.past and x.due_at <= q.horizon"
                + " order by x.webhook_id, x.due_at limit q.wanted) d",
            JdbcDeliveryStore::dueKey,
            arrays(searches).toArray());
  }

  private List<DueKey> inSequence(List<LaneSearch> searches) {
    return untilNotDue(
        sql()
            .query(
                "select q.webhook_id, d.delivery_id, d.attempt_count, d.due_at <= q.horizon as due"
                    + " from "
                    + LANES
                    + " cross join lateral (select x.delivery_id, x.attempt_count, x.due_at"
                    + " from delivery_due x where x.webhook_id = q.webhook_id"
                    + " order by x.webhook_id, x.sequence, x.delivery_id limit q.wanted) d",
                JdbcDeliveryStore::inLine,
                arrays(searches).toArray()));
  }

  /**
   * Compared as rows, not column by column: by the order of ids alone the planner might walk the
   * primary key, past all that has ended, in the hope of finding enough soon.
   */
  @Override
  protected List<Map.Entry<UUID, UUID>> searchPending(UUID appId, UUID after, int max) {
    return sql()
        .query(
            "select id, webhook_id from delivery where (app_id, status, id) > (?, 'PENDING', ?)"
                + " and (app_id, status, id) <= (?, 'PENDING', ?)"
                + " order by app_id, status, id limit ?",
            JdbcDeliveryStore::deliveryAndWebhook,
            appId,
            after,
            appId,
            GREATEST,
            max);
  }

  private static List<SqlArray> arrays(List<LaneSearch> searches) {
    return arrays(
        new Rows(
            "",
            LANE_COLUMNS,
            searches.stream()
                .map(
                    search ->
                        new @Nullable Object[] {
                          search.webhookId(), search.after(), search.horizon(), search.limit()
                        })
                .toList()));
  }

  private static List<SqlArray> arrays(Rows rows) {
    List<SqlArray> arrays = new ArrayList<>(rows.columns().size());
    for (int i = 0; i < rows.columns().size(); i++) {
      int column = i;
      arrays.add(
          new SqlArray(
              rows.columns().get(i).elementType(),
              rows.rows().stream().map(row -> row[column]).toList()));
    }
    return arrays;
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String unnest(List<Column> columns) {
    return columns.stream()
        .map(column -> "cast(? as " + column.type() + "[])")
        .collect(Collectors.joining(", ", "unnest(", ")"));
  }
}
