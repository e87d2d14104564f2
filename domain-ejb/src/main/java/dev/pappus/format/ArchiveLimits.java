package dev.pappus.format;

import java.time.Duration;

/**
 * How much a package may claim or ask for before it is refused, or a part of it left unread. One
 * record for all readers, handed out by {@link PackageFile#limits()}; {@link FormatSettings} says
 * what each is for.
 *
 * @param maxEntries files and folders in an archive
 * @param maxNameBytes length of an entry's name
 * @param maxDirectoryBytes length of an archive's directory
 * @param maxExpandedBytes the sum of all declared sizes
 * @param maxRatio times its own size that an archive may unpack to, above {@code ratioFreeBytes}
 * @param ratioFreeBytes what an archive may unpack to whatever its own size
 * @param maxManifestBytes length of a compiled manifest (Android)
 * @param maxDescriptionBytes length of a property list, profile, strings file, JSON or XML file
 * @param maxResourcesBytes length of a table of resources
 * @param maxDepth elements, lists and objects within each other
 * @param maxStringCharacters length of one string in a pool, in UTF-16 units
 * @param maxIconFiles pictures looked at to find an icon
 * @param maxIconBytes length of a picture's file
 * @param maxIconPixels width times height of a picture
 * @param maxSigningBlockBytes length of an APK signing block
 * @param maxDigestBytes length of all lists of digests of a signed APK together
 * @param timeout for one inspection, see {@link #timeFor}
 */
public record ArchiveLimits(
    int maxEntries,
    int maxNameBytes,
    int maxDirectoryBytes,
    long maxExpandedBytes,
    int maxRatio,
    long ratioFreeBytes,
    int maxManifestBytes,
    int maxDescriptionBytes,
    int maxResourcesBytes,
    int maxDepth,
    int maxStringCharacters,
    int maxIconFiles,
    int maxIconBytes,
    int maxIconPixels,
    int maxSigningBlockBytes,
    long maxDigestBytes,
    Duration timeout) {

  /** Checking a signature means to hash all: each begun piece of this size gets the time anew. */
  private static final long BYTES_PER_TIMEOUT = 256L << 20;

  /** The limits of an installation that sets none. */
  public static ArchiveLimits standard() {
    return new FormatSettings().limits();
  }

  /** How long the inspection of a file of this length may take. */
  public Duration timeFor(long bytes) {
    return timeout.multipliedBy(1 + Math.max(0, bytes - 1) / BYTES_PER_TIMEOUT);
  }

  /**
   * Those of a package within a package that was unpacked into memory: what that takes is taken off
   * its table of resources.
   *
   * @param unpacked bytes, not more than the table may have
   */
  ArchiveLimits within(int unpacked) {
    return new ArchiveLimits(
        maxEntries,
        maxNameBytes,
        maxDirectoryBytes,
        maxExpandedBytes,
        maxRatio,
        ratioFreeBytes,
        maxManifestBytes,
        maxDescriptionBytes,
        maxResourcesBytes - unpacked,
        maxDepth,
        maxStringCharacters,
        maxIconFiles,
        maxIconBytes,
        maxIconPixels,
        maxSigningBlockBytes,
        maxDigestBytes,
        timeout);
  }
}
