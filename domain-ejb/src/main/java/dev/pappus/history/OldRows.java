package dev.pappus.history;

import dev.pappus.delivery.store.SqlRunner;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Removes rows in small batches, each in a transaction of its own; the same on both databases. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OldRows {
  static final int BATCH = 500;

  /** Before every key. */
  static final UUID FIRST = new UUID(0, 0);

  @Inject SqlRunner sql;

  /**
   * What a batch did.
   *
   * @param last the last key it looked at, from where the next one goes on
   * @param more whether there may be more
   */
  public record Batch(int removed, UUID last, boolean more) {}

  /** Removes the first rows of a table between two keys that may go. */
  public Batch remove(HistoryTable table, UUID after, UUID before) {
    String key = table.key();
    List<UUID> keys =
        sql.query(
            "select t."
                + key
                + " from "
                + table.table()
                + " t where t."
                + key
                + " > ? and t."
                + key
                + " < ? and "
                + table.free()
                + " order by t."
                + key
                + " limit ?",
            row -> row.getObject(1, UUID.class),
            after,
            before,
            BATCH);
    if (keys.isEmpty()) {
      return new Batch(0, after, false);
    }
    UUID last = keys.get(keys.size() - 1);
    int removed =
        sql.update(
            "delete from "
                + table.table()
                + " where "
                + key
                + " = any(?) and "
                + key
                + " >= ? and "
                + key
                + " <= ?",
            keys,
            keys.get(0),
            last);
    return new Batch(removed, last, keys.size() == BATCH);
  }
}
