package dev.pappus.delivery.store.h2;

import dev.pappus.delivery.store.Column;
import dev.pappus.delivery.store.DueKey;
import dev.pappus.delivery.store.JdbcDeliveryStore;
import dev.pappus.delivery.store.LaneSearch;
import dev.pappus.delivery.store.Rows;
import dev.pappus.delivery.store.SqlRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On H2: statements of one row, prepared once, run as batches; lanes are searched one by one. */
public class H2DeliveryStore extends JdbcDeliveryStore {

  public H2DeliveryStore(SqlRunner sql) {
    super(sql);
  }

  @Override
  protected void insertRows(List<Rows> tables) {
    for (Rows rows : tables) {
      if (!rows.rows().isEmpty()) {
        sql()
            .batch(
                "insert into "
                    + rows.table()
                    + " ("
                    + names(rows.columns())
                    + ") values ("
                    + marks(rows.columns())
                    + ")",
                rows.rows());
      }
    }
  }

  @Override
  protected void insertNewRows(Rows rows) {
    String key = rows.key().name();
    String insert =
        "insert into "
            + rows.table()
            + " ("
            + names(rows.columns())
            + ") select * from (values ("
            + casts(rows.columns())
            + ")) v ("
            + names(rows.columns())
            + ") where not exists (select 1 from "
            + rows.table()
            + " t where t."
            + key
            + " = v."
            + key
            + ")";
    sql().batch(insert, rows.rows());
  }

  @Override
  protected void updateRows(Rows rows) {
    String set =
        rows.columns().stream()
            .skip(1)
            .map(c -> c.name() + " = ?")
            .collect(Collectors.joining(", "));
    List<@Nullable Object[]> keyLast = new ArrayList<>(rows.rows().size());
    for (@Nullable Object[] row : rows.rows()) {
      @Nullable Object[] turned = new Object[row.length];
      System.arraycopy(row, 1, turned, 0, row.length - 1);
      turned[row.length - 1] = row[0];
      keyLast.add(turned);
    }
    sql()
        .batch(
            "update " + rows.table() + " set " + set + " where " + rows.key().name() + " = ?",
            keyLast);
  }

  @Override
  protected List<DueKey> search(List<LaneSearch> searches) {
    List<DueKey> found = new ArrayList<>();
    for (LaneSearch search : searches) {
      found.addAll(search.ordered() ? inSequence(search) : byDueTime(search));
    }
    return found;
  }

  private List<DueKey> byDueTime(LaneSearch search) {
    return sql()
        .query(
            "select webhook_id, delivery_id, attempt_count from delivery_due where webhook_id = ?"
                + " and due_at > ? and due_at <= ? order by webhook_id, due_at limit ?",
            JdbcDeliveryStore::dueKey,
            search.webhookId(),
            search.after(),
            search.horizon(),
            search.limit());
  }

  private List<DueKey> inSequence(LaneSearch search) {
    return untilNotDue(
        sql()
            .query(
                "select webhook_id, delivery_id, attempt_count, due_at <= ? as due"
                    + " from delivery_due where webhook_id = ?"
                    + " order by webhook_id, sequence, delivery_id limit ?",
                JdbcDeliveryStore::inLine,
                search.horizon(),
                search.webhookId(),
                search.limit()));
  }

  @Override
  protected List<Map.Entry<UUID, UUID>> searchPending(UUID appId, UUID after, int max) {
    return sql()
        .query(
            "select id, webhook_id from delivery where app_id = ? and status = 'PENDING' and id > ?"
                + " order by app_id, status, id limit ?",
            JdbcDeliveryStore::deliveryAndWebhook,
            appId,
            after,
            max);
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
