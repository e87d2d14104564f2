package dev.pappus.format;

/**
 * How much an archive may claim before it is refused unread.
 *
 * @param maxEntries files and folders in it
 * @param maxExpandedBytes the sum of all declared sizes
 */
public record ArchiveLimits(int maxEntries, long maxExpandedBytes) {
  /** The most an archive without ZIP64 can hold, more than any app we saw. */
  public static final String DEFAULT_MAX_ENTRIES = "65535";

  /** 16 GiB, four times the largest upload. */
  public static final String DEFAULT_MAX_EXPANDED_BYTES = "17179869184";

  /** The limits of an installation that sets none. */
  public static ArchiveLimits standard() {
    return new ArchiveLimits(
        Integer.parseInt(DEFAULT_MAX_ENTRIES), Long.parseLong(DEFAULT_MAX_EXPANDED_BYTES));
  }
}
