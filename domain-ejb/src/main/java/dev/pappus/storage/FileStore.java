package dev.pappus.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.UUID;

/**
 * Where files lie. A file is visible under its key only when it is whole and on the disk.
 *
 * <p>The store knows bytes and keys; that equal bytes are kept once is {@link StoredFiles}' matter.
 */
public interface FileStore {

  /**
   * Makes a staged file permanent under a key. Keeping it twice is the same as once; equal bytes
   * are the caller's promise.
   *
   * @throws IOException if it could not be written; nothing is visible then
   */
  void keep(StagedFile staged, UUID key) throws IOException;

  /**
   * Opens a file at an offset; the caller closes it.
   *
   * @param offset in bytes, from 0 to the file's size
   * @throws FileMissingException if there is no such file
   * @throws IOException if it cannot be read
   */
  InputStream open(UUID key, long offset) throws IOException;

  /**
   * Opens a file for reading here and there, one thread at a time; the caller closes it.
   *
   * @throws FileMissingException if there is no such file
   * @throws IOException if it cannot be read
   */
  SeekableByteChannel channel(UUID key) throws IOException;

  /** Whether there is a file under this key. */
  boolean exists(UUID key) throws IOException;

  /** Removes a file; one that is not there is no error. */
  void delete(UUID key) throws IOException;
}
