package dev.pappus.storage;

import dev.pappus.shared.config.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Takes streams in: to a local file, counted and hashed on the way, in constant memory. */
@ApplicationScoped
public class StagingArea {
  private static final int BUFFER_BYTES = 128 * 1024;

  @Inject DataDirectory directory;

  /**
   * Reads a stream to its end.
   *
   * @param limit most bytes that are accepted
   * @throws FileTooLargeException {@code file-too-large} as soon as more came
   * @throws IOException if the stream breaks or the disk is full; nothing is left behind
   */
  public StagedFile stage(InputStream in, long limit) throws IOException {
    Path path = directory.directory("staging").resolve(UUID.randomUUID().toString());
    MessageDigest sha256 = newSha256();
    boolean done = false;
    try (OutputStream file =
            Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new DigestOutputStream(file, sha256)) {
      long size = copy(in, out, limit);
      done = true;
      return new StagedFile(path, size, HexFormat.of().formatHex(sha256.digest()));
    } finally {
      if (!done) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static long copy(InputStream in, OutputStream out, long limit) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    int read;
    while ((read = in.read(buffer)) >= 0) {
      size += read;
      if (size > limit) {
        throw new FileTooLargeException(limit);
      }
      out.write(buffer, 0, read);
    }
    return size;
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
