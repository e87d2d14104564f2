package dev.pappus.delivery.store.h2;

import dev.pappus.delivery.store.Column;
import dev.pappus.delivery.store.JdbcDeliveryStore;
import dev.pappus.delivery.store.LaneSearch;
import dev.pappus.delivery.store.SqlRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On H2: statements of one row, prepared once, run as batches; lanes are searched one by one. */
public class H2DeliveryStore extends JdbcDeliveryStore {

  public H2DeliveryStore(SqlRunner sql) {
    super(sql);
  }

  @Override
  protected void insertRows(String table, List<Column> columns, List<@Nullable Object[]> rows) {
    sql()
        .batch(
            "insert into " + table + " (" + names(columns) + ") values (" + marks(columns) + ")",
            rows);
  }

  @Override
  protected void insertNewRows(String table, List<Column> columns, List<@Nullable Object[]> rows) {
    String key = columns.get(0).name();
    String insert =
        "insert into "
            + table
            + " ("
            + names(columns)
            + ") select * from (values ("
            + casts(columns)
            + ")) v ("
            + names(columns)
            + ") where not exists (select 1 from "
            + table
            + " t where t."
            + key
            + " = v."
            + key
            + ")";
    sql().batch(insert, rows);
  }

  @Override
  protected void updateRows(String table, List<Column> columns, List<@Nullable Object[]> rows) {
    String key = columns.get(0).name();
    String set =
        columns.stream().skip(1).map(c -> c.name() + " = ?").collect(Collectors.joining(", "));
    List<@Nullable Object[]> keyLast = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      @Nullable Object[] turned = new Object[row.length];
      System.arraycopy(row, 1, turned, 0, row.length - 1);
      turned[row.length - 1] = row[0];
      keyLast.add(turned);
    }
    sql().batch("update " + table + " set " + set + " where " + key + " = ?", keyLast);
  }

  @Override
  protected List<UUID> search(List<LaneSearch> searches) {
    List<UUID> found = new ArrayList<>();
    for (LaneSearch search : searches) {
      found.addAll(search.ordered() ? inSequence(search) : byDueTime(search));
    }
    return found;
  }

  private List<UUID> byDueTime(LaneSearch search) {
    return sql()
        .query(
            "select delivery_id from delivery_due where webhook_id = ? and due_at > ?"
                + " and due_at <= ? order by webhook_id, due_at limit ?",
            row -> row.getObject(1, UUID.class),
            search.webhookId(),
            search.after(),
            search.horizon(),
            search.limit());
  }

  private List<UUID> inSequence(LaneSearch search) {
    return untilNotDue(
        sql()
            .query(
                "select webhook_id, delivery_id, due_at <= ? as due from delivery_due"
                    + " where webhook_id = ? order by webhook_id, sequence, delivery_id limit ?",
                JdbcDeliveryStore::inLine,
                search.horizon(),
                search.webhookId(),
                search.limit()));
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String marks(List<Column> columns) {
    return columns.stream().map(column -> "?").collect(Collectors.joining(", "));
  }

  private static String casts(List<Column> columns) {
    return columns.stream()
        .map(column -> "cast(? as " + column.type() + ")")
        .collect(Collectors.joining(", "));
  }
}
