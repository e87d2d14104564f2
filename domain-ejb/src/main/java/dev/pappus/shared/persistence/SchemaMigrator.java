package dev.pappus.shared.persistence;

import dev.pappus.shared.log.LogLine;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the schema up to date before anything else starts. Refuses an H2 database that could lose
 * what it acknowledged.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaMigrator {
  private static final System.Logger LOG = System.getLogger(SchemaMigrator.class.getName());

  @Inject DataSource dataSource;

  @PostConstruct
  void migrate() {
    requireDurability();
    MigrateResult result = runScripts(dataSource);
    LOG.log(
        Level.INFO,
        LogLine.of("schema.migrated")
            .with("version", result.targetSchemaVersion)
            .with("applied", result.migrationsExecuted)
            .toString());
  }

  /**
   * Runs the scripts for both databases, and those for the one that is there; all are numbered in
   * one row.
   *
   * <p>Not named as the method after construction is: Payara takes the wrong one of two.
   */
  static MigrateResult runScripts(DataSource dataSource) {
    List<String> scripts = new ArrayList<>(List.of("classpath:db/migration"));
    if (DatabaseProduct.of(dataSource) == DatabaseProduct.POSTGRESQL) {
      scripts.add("classpath:db/postgresql");
    }
    return Flyway.configure(SchemaMigrator.class.getClassLoader())
        .dataSource(dataSource)
        .locations(scripts.toArray(new String[0]))
        .load()
        .migrate();
  }

  /**
   * H2 acknowledges commits half a second before it writes them, and closes itself at a clean stop
   * before the last results are in, unless its URL says otherwise (both seen; design §3.5). What
   * the running database says counts, not the URL: settings can come from elsewhere.
   */
  private void requireDurability() {
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.getMetaData().getDatabaseProductName().equals("H2")) {
        return;
      }
      String url = connection.getMetaData().getURL().toUpperCase(Locale.ROOT);
      if (url.startsWith("JDBC:H2:MEM:")) {
        return;
      }
      requireSetting(connection, "WRITE_DELAY", "0");
      // DB_CLOSE_ON_EXIT is no setting that H2 tells: the start script looks for it in the URL
    } catch (SQLException e) {
      throw new IllegalStateException("The database cannot be reached", e);
    }
  }

  private static void requireSetting(Connection connection, String name, String value)
      throws SQLException {
    try (var query =
        connection.prepareStatement(
            "select setting_value from information_schema.settings where setting_name = ?")) {
      query.setString(1, name);
      try (var row = query.executeQuery()) {
        if (row.next() && row.getString(1).toUpperCase(Locale.ROOT).equals(value)) {
          return;
        }
      }
    }
    throw new IllegalStateException(
        "The H2 URL must contain ;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE, else a crash or a stop loses"
            + " acknowledged work ("
            + name
            + " is not "
            + value
            + ").");
  }
}
