package dev.pappus.rest.download;

import java.time.Instant;
import java.util.UUID;

/**
 * Kept bytes that a client may have.
 *
 * @param fileKey as in {@code StoredFile}
 * @param sizeBytes exactly
 * @param sha256 of all bytes, in hex; the strong entity tag
 * @param fileName offered to the client; any text
 * @param mediaType never one that a browser would show
 * @param lastModified when these bytes came to be here
 */
public record Download(
    UUID fileKey,
    long sizeBytes,
    String sha256,
    String fileName,
    String mediaType,
    Instant lastModified) {

  /** The strong entity tag, in its quotes. */
  String entityTag() {
    return '"' + sha256 + '"';
  }
}
