package dev.pappus.build;

import dev.pappus.format.IconImage;
import dev.pappus.shared.Platform;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was found in an uploaded file, ready to be published.
 *
 * @param format name of the package format, {@code file} for any other file
 * @param name the app's name as the package gives it
 * @param fileKey where the bytes are kept
 * @param sha256 64 lower-case hex digits
 */
record BuildContent(
    String format,
    Platform platform,
    String bundleId,
    String name,
    String version,
    String versionCode,
    @Nullable String minimumOs,
    @Nullable IconImage icon,
    JsonObject facts,
    UUID fileKey,
    String fileName,
    long sizeBytes,
    String sha256) {}
