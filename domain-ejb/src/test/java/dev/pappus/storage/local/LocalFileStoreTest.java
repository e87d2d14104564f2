package dev.pappus.storage.local;

import dev.pappus.shared.config.DataDirectoryFixture;
import dev.pappus.storage.FileStore;
import dev.pappus.storage.FileStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalFileStoreTest extends FileStoreContract {
  @TempDir Path directory;

  @Override
  protected FileStore store() {
    LocalFileStore store = new LocalFileStore();
    store.directory = DataDirectoryFixture.at(directory);
    return store;
  }
}
