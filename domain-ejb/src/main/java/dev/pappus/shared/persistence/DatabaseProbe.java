package dev.pappus.shared.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Asks the database whether it is there. */
@ApplicationScoped
public class DatabaseProbe {
  private static final int PATIENCE_SECONDS = 3;

  @Inject DataSource dataSource;

  /** Whether a connection can be had and answers. */
  public boolean answers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(PATIENCE_SECONDS);
    } catch (SQLException away) {
      return false;
    }
  }
}
