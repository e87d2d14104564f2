package dev.pappus.rest.file;

import java.util.UUID;

/**
 * A stored file as it is handed out.
 *
 * @param key in the file store
 * @param sha256 64 hex digits, its {@code ETag}
 * @param contentType never one that a browser shows
 */
public record DownloadFile(
    UUID key, String fileName, String contentType, long sizeBytes, String sha256) {}
