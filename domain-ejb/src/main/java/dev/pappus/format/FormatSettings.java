package dev.pappus.format;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Settings of package reading. Sizes are bytes. What is over a limit of the archive, a description,
 * an Android table of resources or the time refuses the package; icons, HarmonyOS's tables,
 * profiles and texts of a language over theirs count as absent, signatures over theirs as not
 * checked. Numbers that a file format itself lays down are no settings.
 */
@ApplicationScoped
public class FormatSettings {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final long TIB = 1L << 40;

  /**
   * Entries an archive may have. Default 65535, the most without ZIP64 and more than any app we
   * saw; 1 to 1,000,000. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-entries", defaultValue = "65535")
  int maxEntries = 65_535;

  /** Bytes of an entry's name. Default 1024, 64 to 65535. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.format.max-name-bytes", defaultValue = "1024")
  int maxNameBytes = 1024;

  /**
   * Bytes of an archive's directory, held in memory. Default 32 MiB, 64 KiB to 1 GiB. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-directory-bytes", defaultValue = "33554432")
  int maxDirectoryBytes = 32 * MIB;

  /**
   * Bytes an archive may claim to hold when unpacked. Default 16 GiB, four times the largest
   * upload; 1 MiB to 1 TiB. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-expanded-bytes", defaultValue = "17179869184")
  long maxExpandedBytes = 16L << 30;

  /** Times its own size that an archive may unpack to. Default 200, 2 to 1100. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.format.max-ratio", defaultValue = "200")
  int maxRatio = 200;

  /**
   * Bytes that an archive may unpack to whatever its own size; above, the ratio counts. Default 256
   * MiB, 0 to 1 TiB. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.ratio-free-bytes", defaultValue = "268435456")
  long ratioFreeBytes = 256L * MIB;

  /**
   * Bytes of an Android manifest, unpacked. Default 4 MiB (those of the largest apps stay under 1
   * MB), 64 KiB to 64 MiB. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-manifest-bytes", defaultValue = "4194304")
  int maxManifestBytes = 4 * MIB;

  /**
   * Bytes of a property list, provisioning profile, strings file, JSON description or XML drawable,
   * unpacked. Default 1 MiB: in memory they take some fifty times their size, and real ones have a
   * few kilobytes; 64 KiB to 4 MiB. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-description-bytes", defaultValue = "1048576")
  int maxDescriptionBytes = MIB;

  /**
   * Bytes of a table of resources, unpacked, or of a module within a bundle and its table together.
   * Default 64 MiB (those of the largest apps have some 30), 1 MiB to 512 MiB. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-resources-bytes", defaultValue = "67108864")
  int maxResourcesBytes = 64 * MIB;

  /**
   * How deep property lists, JSON and the elements of bundles nest. Default 50, where the library
   * of protobuf stops as well (real ones nest about ten deep); 16 to 200. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-depth", defaultValue = "50")
  int maxDepth = 50;

  /**
   * Characters (UTF-16 units) of one string in a pool of an APK; without a bound one string could
   * be the whole file. Default 32767, 1024 to 1,000,000. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-string-characters", defaultValue = "32767")
  int maxStringCharacters = 32_767;

  /** Pictures looked at to find an icon. Default 60, 1 to 1000. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.format.max-icon-files", defaultValue = "60")
  int maxIconFiles = 60;

  /**
   * Bytes of a picture's file. Default 4 MiB (store icons of 1024 pixels take about 1 MB), 64 KiB
   * to 64 MiB. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-icon-bytes", defaultValue = "4194304")
  int maxIconBytes = 4 * MIB;

  /**
   * Pixels of a picture, of up to eight bytes each when decoded. Default 4194304 (2048 x 2048),
   * 16384 to 67108864. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-icon-pixels", defaultValue = "4194304")
  int maxIconPixels = 4 * MIB;

  /**
   * Bytes of an APK signing block. Default 1 MiB (real ones have some 10 KB), 64 KiB to 16 MiB.
   * Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-signing-block-bytes", defaultValue = "1048576")
  int maxSigningBlockBytes = MIB;

  /**
   * Bytes of all lists of digests in an APK (scheme v1), which are held in memory. Default 16 MiB,
   * a hundred thousand files; 64 KiB to 256 MiB. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-digest-bytes", defaultValue = "16777216")
  long maxDigestBytes = 16L * MIB;

  /**
   * How long the inspection of one file may take; files over 256 MiB get it anew for each begun 256
   * MiB, since checking a signature means to hash all. Default 10 s, 1 s to 5 min. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.timeout", defaultValue = "PT10S")
  Duration timeout = Duration.ofSeconds(10);

  /**
   * Inspections at once on this node; each may take some 200 MiB of memory for a moment. Default 2,
   * 1 to 64. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.max-at-once", defaultValue = "2")
  int maxAtOnce = 2;

  /**
   * How long a file waits for its turn before the client is told to come again. Default 30 s, 0 s
   * to 10 min. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.format.longest-wait", defaultValue = "PT30S")
  Duration longestWait = Duration.ofSeconds(30);

  /**
   * @throws IllegalStateException with one clear line if a value is out of its range
   */
  void check() {
    within("max-entries", maxEntries, 1, 1_000_000);
    within("max-name-bytes", maxNameBytes, 64, 65_535);
    within("max-directory-bytes", maxDirectoryBytes, 64 * KIB, 1024 * MIB);
    within("max-expanded-bytes", maxExpandedBytes, (long) MIB, TIB);
    within("max-ratio", maxRatio, 2, 1100);
    within("ratio-free-bytes", ratioFreeBytes, 0L, TIB);
    within("max-manifest-bytes", maxManifestBytes, 64 * KIB, 64 * MIB);
    within("max-description-bytes", maxDescriptionBytes, 64 * KIB, 4 * MIB);
    within("max-resources-bytes", maxResourcesBytes, MIB, 512 * MIB);
    within("max-depth", maxDepth, 16, 200);
    within("max-string-characters", maxStringCharacters, 1024, 1_000_000);
    within("max-icon-files", maxIconFiles, 1, 1000);
    within("max-icon-bytes", maxIconBytes, 64 * KIB, 64 * MIB);
    within("max-icon-pixels", maxIconPixels, 16_384, 64 * MIB);
    within("max-signing-block-bytes", maxSigningBlockBytes, 64 * KIB, 16 * MIB);
    within("max-digest-bytes", maxDigestBytes, 64L * KIB, 256L * MIB);
    within("timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
    within("max-at-once", maxAtOnce, 1, 64);
    within("longest-wait", longestWait, Duration.ZERO, Duration.ofMinutes(10));
  }

  private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalStateException(
          "pappus.format." + name + " is " + value + ", not from " + least + " to " + most);
    }
  }

  public ArchiveLimits limits() {
    return new ArchiveLimits(
        maxEntries,
        maxNameBytes,
        maxDirectoryBytes,
        maxExpandedBytes,
        maxRatio,
        ratioFreeBytes,
        maxManifestBytes,
        maxDescriptionBytes,
        maxResourcesBytes,
        maxDepth,
        maxStringCharacters,
        maxIconFiles,
        maxIconBytes,
        maxIconPixels,
        maxSigningBlockBytes,
        maxDigestBytes,
        timeout);
  }

  int maxAtOnce() {
    return maxAtOnce;
  }

  Duration longestWait() {
    return longestWait;
  }
}
