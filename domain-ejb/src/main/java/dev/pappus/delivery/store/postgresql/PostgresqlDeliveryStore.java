package dev.pappus.delivery.store.postgresql;

import dev.pappus.delivery.store.Column;
import dev.pappus.delivery.store.JdbcDeliveryStore;
import dev.pappus.delivery.store.KeyRange;
import dev.pappus.delivery.store.LaneSearch;
import dev.pappus.delivery.store.SqlRunner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * On PostgreSQL: one statement of many rows, and one search over all lanes that have work ({@code
 * LATERAL} over the index of webhook and due time).
 */
public class PostgresqlDeliveryStore extends JdbcDeliveryStore {
  /** The protocol counts parameters in 16 bits. */
  private static final int MAX_PARAMETERS = 32_000;

  public PostgresqlDeliveryStore(SqlRunner sql) {
    super(sql);
  }

  @Override
  protected void insertRows(String table, List<Column> columns, List<@Nullable Object[]> rows) {
    insert(table, columns, rows, "");
  }

  @Override
  protected void insertNewRows(String table, List<Column> columns, List<@Nullable Object[]> rows) {
    insert(table, columns, rows, " on conflict (" + columns.get(0).name() + ") do nothing");
  }

  private void insert(
      String table, List<Column> columns, List<@Nullable Object[]> rows, String conflict) {
    for (List<@Nullable Object[]> part : parts(columns, rows)) {
      sql()
          .updateAll(
              "insert into "
                  + table
                  + " ("
                  + names(columns)
                  + ") values "
                  + values(columns, part.size())
                  + conflict,
              part);
    }
  }

  @Override
  protected void updateRows(String table, List<Column> columns, List<@Nullable Object[]> rows) {
    String key = columns.get(0).name();
    String set =
        columns.stream()
            .skip(1)
            .map(column -> column.name() + " = v." + column.name())
            .collect(Collectors.joining(", "));
    for (List<@Nullable Object[]> part : parts(columns, rows)) {
      sql()
          .updateAll(
              "update "
                  + table
                  + " t set "
                  + set
                  + " from (values "
                  + values(columns, part.size())
                  + ") v ("
                  + names(columns)
                  + ") where t."
                  + key
                  + " = v."
                  + key
                  + " and t."
                  + key
                  + " = any(?) and t."
                  + key
                  + " >= ? and t."
                  + key
                  + " <= ?",
              withKeys(part));
    }
  }

  /**
   * And then the keys once more, and their range: they lead to the few partitions and rows they are
   * of. By the join alone the planner takes every partition for one that may be changed.
   */
  private static List<@Nullable Object[]> withKeys(List<@Nullable Object[]> rows) {
    List<UUID> keys = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      keys.add((UUID) Objects.requireNonNull(row[0]));
    }
    KeyRange range = KeyRange.of(keys);
    List<@Nullable Object[]> all = new ArrayList<>(rows);
    all.add(new Object[] {keys, range.least(), range.most()});
    return all;
  }

  @Override
  protected List<UUID> search(List<LaneSearch> searches) {
    List<LaneSearch> free = searches.stream().filter(search -> !search.ordered()).toList();
    List<LaneSearch> ordered = searches.stream().filter(LaneSearch::ordered).toList();
    List<UUID> found = new ArrayList<>();
    if (!free.isEmpty()) {
      found.addAll(byDueTime(free));
    }
    if (!ordered.isEmpty()) {
      found.addAll(inSequence(ordered));
    }
    return found;
  }

  private List<UUID> byDueTime(List<LaneSearch> searches) {
    return sql()
        .query(
            "select d.delivery_id from (values "
                + lanes(searches)
                + ") q (webhook_id, past, horizon, wanted) cross join lateral ("
                + "select x.delivery_id from delivery_due x where x.webhook_id = q.webhook_id"
                + " and x.due_at > q.past and x.due_at <= q.horizon order by x.webhook_id, x.due_at limit q.wanted) d",
            row -> row.getObject(1, UUID.class),
            parameters(searches));
  }

  private List<UUID> inSequence(List<LaneSearch> searches) {
    return untilNotDue(
        sql()
            .query(
                "select q.webhook_id, d.delivery_id, d.due_at <= q.horizon as due from (values "
                    + lanes(searches)
                    + ") q (webhook_id, past, horizon, wanted) cross join lateral ("
                    + "select x.delivery_id, x.due_at from delivery_due x"
                    + " where x.webhook_id = q.webhook_id"
                    + " order by x.webhook_id, x.sequence, x.delivery_id limit q.wanted) d",
                JdbcDeliveryStore::inLine,
                parameters(searches)));
  }

  private static String lanes(List<LaneSearch> searches) {
    return String.join(
        ", ",
        Collections.nCopies(
            searches.size(),
            "(cast(? as uuid), cast(? as timestamp with time zone),"
                + " cast(? as timestamp with time zone), cast(? as integer))"));
  }

  private static @Nullable Object[] parameters(List<LaneSearch> searches) {
    return searches.stream()
        .flatMap(
            search ->
                Stream.<Object>of(
                    search.webhookId(), search.after(), search.horizon(), search.limit()))
        .toArray();
  }

  private static List<List<@Nullable Object[]>> parts(
      List<Column> columns, List<@Nullable Object[]> rows) {
    int size = MAX_PARAMETERS / columns.size();
    List<List<@Nullable Object[]>> parts = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += size) {
      parts.add(rows.subList(from, Math.min(rows.size(), from + size)));
    }
    return parts;
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String values(List<Column> columns, int rows) {
    String row =
        columns.stream()
            .map(column -> "cast(? as " + column.type() + ")")
            .collect(Collectors.joining(", ", "(", ")"));
    return String.join(", ", Collections.nCopies(rows, row));
  }
}
