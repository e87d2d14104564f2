package dev.pappus.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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

  void stop() throws IOException {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
