package dev.pappus.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The build an event speaks of.
 *
 * @param id null where a report names a build that we do not have
 * @param version the version people see, "" if unknown
 * @param versionCode the package's own build number, "" if unknown
 * @param number our counter per app, 0 if unknown
 * @param sizeBytes size of the package, 0 if unknown
 * @param channel name of its channel, "" if unknown
 */
public record EventBuild(
    @Nullable UUID id,
    String version,
    String versionCode,
    long number,
    long sizeBytes,
    String channel) {

  /** A build that a report names but that we do not have. */
  public static EventBuild unknown(String version, String versionCode) {
    return new EventBuild(null, version, versionCode, 0, 0, "");
  }
}
