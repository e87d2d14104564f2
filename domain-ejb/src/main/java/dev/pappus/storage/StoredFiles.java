package dev.pappus.storage;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.UUID;

/**
 * Keeps equal bytes once. The order is what makes it safe at every moment of death: reference
 * counted and committed → bytes written → the row that refers to them committed by the caller. A
 * death in between leaves a reference too many, never one too few.
 */
@ApplicationScoped
public class StoredFiles {
  @Inject FileStore store;
  @Inject StoredFileRegistry registry;

  /**
   * Makes a staged file permanent and counts one reference to it; the caller must store the key, or
   * {@link #giveBack} it.
   */
  public UUID keep(StagedFile staged) throws IOException {
    UUID key = reserve(staged);
    boolean kept = false;
    try {
      store.keep(staged, key);
      kept = true;
      return key;
    } finally {
      if (!kept) {
        giveBack(key);
      }
    }
  }

  /** Two first uploads of the same bytes at once: one fails on the hash and finds it then. */
  private UUID reserve(StagedFile staged) {
    try {
      return registry.reserve(staged.sha256(), staged.sizeBytes());
    } catch (PersistenceException | EJBException raced) {
      return registry.reserve(staged.sha256(), staged.sizeBytes());
    }
  }

  /** Undoes a {@link #keep} whose row was not stored. */
  public void giveBack(UUID key) {
    registry.releaseNow(key);
    sweep(1);
  }

  /** Drops a reference in the caller's transaction; the bytes go at the next {@link #sweep}. */
  public void release(UUID key) {
    registry.release(key);
  }

  /**
   * Opens a kept file at an offset; the caller closes it.
   *
   * @throws FileMissingException if the store lost it
   */
  public InputStream open(UUID key, long offset) {
    try {
      return store.open(key, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens a kept file for reading here and there, one thread at a time; the caller closes it.
   *
   * @throws FileMissingException if the store lost it
   */
  public SeekableByteChannel channel(UUID key) throws IOException {
    return store.channel(key);
  }

  /** Removes the bytes of files that nothing refers to; outside any transaction. */
  public int sweep(int max) {
    int swept = 0;
    for (UUID key : registry.unreferenced(max)) {
      try {
        store.delete(key);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      registry.forget(key);
      swept++;
    }
    return swept;
  }
}
