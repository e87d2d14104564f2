package dev.pappus.shared.persistence;

import dev.pappus.shared.problem.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** The databases we speak to; each is first-class and tested. */
public enum DatabaseProduct {
  H2,
  POSTGRESQL;

  /**
   * Asks the database what it is.
   *
   * @throws UnavailableException {@code unavailable} if it cannot be reached
   */
  public static DatabaseProduct of(DataSource source) {
    try (Connection connection = source.getConnection()) {
      String name = connection.getMetaData().getDatabaseProductName().toUpperCase(Locale.ROOT);
      return switch (name) {
        case "H2" -> H2;
        case "POSTGRESQL" -> POSTGRESQL;
        default -> throw new IllegalStateException("We do not speak to the database " + name);
      };
    } catch (SQLException e) {
      UnavailableException unavailable =
          new UnavailableException("The database cannot be reached.");
      unavailable.initCause(e);
      throw unavailable;
    }
  }
}
