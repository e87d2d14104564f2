package dev.pappus.storage;

class MemoryFileStoreTest extends FileStoreContract {

  @Override
  protected FileStore store() {
    return new MemoryFileStore();
  }
}
