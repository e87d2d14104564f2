package dev.pappus.delivery.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows to be written to one table.
 *
 * @param columns the first is the key
 * @param rows values in the order of the columns
 */
public record Rows(String table, List<Column> columns, List<@Nullable Object[]> rows) {

  public Column key() {
    return columns.get(0);
  }
}
