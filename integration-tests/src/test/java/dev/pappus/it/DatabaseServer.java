package dev.pappus.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An empty PostgreSQL at the port that the settings name; nothing where they name H2. */
final class DatabaseServer {
  private @Nullable EmbeddedPostgres running;

  void start() throws IOException {
    if (DeployedApplication.onPostgresql()) {
      running =
          EmbeddedPostgres.builder()
              .setPort(Integer.getInteger("postgresql.port", 0))
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "100")
              .start();
    }
  }

  /** One of the test's own, beside the server; on PostgreSQL alone. */
  static Connection connection() throws SQLException {
    return DriverManager.getConnection(
        DeployedApplication.setting("PAPPUS_DB_URL"),
        DeployedApplication.setting("PAPPUS_DB_USER"),
        DeployedApplication.setting("PAPPUS_DB_PASSWORD"));
  }

  void stop() throws IOException {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
