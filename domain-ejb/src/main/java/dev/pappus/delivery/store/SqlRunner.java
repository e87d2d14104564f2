package dev.pappus.delivery.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the connection of the caller's transaction.
 *
 * <p>Parameters: {@link Instant}, {@link UUID}, a {@link Collection} of UUIDs (as an array, for
 * {@code = any(?)}), {@link SqlArray}, bytes, text, numbers, booleans, null.
 */
@ApplicationScoped
public class SqlRunner {
  @Inject DataSource dataSource;

  /** Makes a value of the current row. */
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** For CDI. */
  @SuppressWarnings("NullAway.Init")
  public SqlRunner() {}

  /** On a certain data source. */
  public SqlRunner(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Changes rows and counts them. */
  public int update(String sql, @Nullable Object... parameters) {
    return run(
        sql,
        statement -> {
          bind(statement, parameters);
          return statement.executeUpdate();
        });
  }

  /** Runs one statement for each row of parameters, in one batch. */
  public void batch(String sql, List<@Nullable Object[]> rows) {
    run(
        sql,
        statement -> {
          for (@Nullable Object[] row : rows) {
            bind(statement, row);
            statement.addBatch();
          }
          return statement.executeBatch().length;
        });
  }

  /** Reads rows. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return run(
        sql,
        statement -> {
          bind(statement, parameters);
          List<T> found = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(mapper.map(rows));
            }
          }
          return found;
        });
  }

  /** A time of the current row. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A time of the current row that is never null. */
  public static Instant requiredInstant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  @FunctionalInterface
  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, Work<T> work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.with(statement);
    } catch (SQLException e) {
      String state = e.getSQLState();
      if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
        throw new RejectedRowsException(e);
      }
      throw new StoreUnavailableException(e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    int index = 1;
    for (Object parameter : parameters) {
      bind(statement, index++, parameter);
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object parameter)
      throws SQLException {
    if (parameter instanceof Instant instant) {
      statement.setObject(index, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
    } else if (parameter instanceof Collection<?> keys) {
      statement.setArray(
          index, statement.getConnection().createArrayOf("uuid", keys.toArray(new Object[0])));
    } else if (parameter instanceof SqlArray array) {
      statement.setArray(
          index, statement.getConnection().createArrayOf(array.type(), elements(array)));
    } else if (parameter instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else if (parameter instanceof Enum<?> constant) {
      statement.setString(index, constant.name());
    } else {
      statement.setObject(index, parameter);
    }
  }

  /** Bytes in an array of bytes, which the driver knows by that; times as text (ISO 8601). */
  private static @Nullable Object[] elements(SqlArray array) {
    return array.type().equals(Column.BYTES)
        ? array.values().toArray(new byte @Nullable [0][])
        : array.values().toArray(new @Nullable Object[0]);
  }
}
