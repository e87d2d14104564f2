package dev.pappus.storage;

import dev.pappus.shared.config.DataDirectoryFixture;
import dev.pappus.shared.persistence.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Storage on a test's database and directory; kept bytes lie in memory. */
public final class StorageFixture {
  public final StagingArea staging = new StagingArea();
  public final StoredFiles files = new StoredFiles();
  public final Map<UUID, byte[]> kept = new HashMap<>();

  public StorageFixture(TestDatabase database, Path directory, Clock clock) {
    staging.directory = DataDirectoryFixture.at(directory);
    StoredFileRegistry registry =
        new StoredFileRegistry() {
          @Override
          public UUID reserve(String sha256, long sizeBytes) {
            return database.newTransaction(() -> super.reserve(sha256, sizeBytes));
          }

          @Override
          public void releaseNow(UUID key) {
            database.newTransaction(
                () -> {
                  super.release(key);
                  return true;
                });
          }

          @Override
          public void forget(UUID key) {
            database.newTransaction(
                () -> {
                  super.forget(key);
                  return true;
                });
          }
        };
    registry.em = database.em();
    registry.clock = clock;
    files.registry = registry;
    files.store = new MemoryFileStore(kept);
  }
}
