package dev.pappus.shared.persistence;

import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.shared.time.DbClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database for the time every few seconds and counts on from there by the monotonic clock,
 * so that a look at the clock costs no statement.
 *
 * <p>H2 runs inside this process: its clock is ours. (Asked, it would answer with the beginning of
 * the transaction; PostgreSQL's {@code clock_timestamp()} does not.)
 */
@ApplicationScoped
public class JdbcDbClock implements DbClock {
  private static final long REFRESH_NANOS = Duration.ofSeconds(5).toNanos();

  @Inject DataSource dataSource;
  @Inject Clock clock;

  private volatile @Nullable DatabaseProduct product;
  private volatile @Nullable Reading last;

  private record Reading(Instant time, long nanos) {}

  @Override
  public Instant now() {
    if (product() == DatabaseProduct.H2) {
      return clock.instant();
    }
    long nanos = System.nanoTime();
    Reading reading = last;
    if (reading == null || nanos - reading.nanos() > REFRESH_NANOS) {
      Instant asked = ask();
      nanos = System.nanoTime();
      reading = new Reading(asked, nanos);
      last = reading;
    }
    return reading.time().plusNanos(nanos - reading.nanos()).truncatedTo(ChronoUnit.MICROS);
  }

  private DatabaseProduct product() {
    DatabaseProduct known = product;
    if (known == null) {
      known = DatabaseProduct.of(dataSource);
      product = known;
    }
    return known;
  }

  private Instant ask() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException e) {
      UnavailableException unavailable =
          new UnavailableException("The database does not tell the time.");
      unavailable.initCause(e);
      throw unavailable;
    }
  }
}
