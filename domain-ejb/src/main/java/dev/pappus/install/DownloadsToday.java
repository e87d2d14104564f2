package dev.pappus.install;

/**
 * How often a build was downloaded today, of how often it may be.
 *
 * @param used how often it was
 */
public record DownloadsToday(long used, DownloadAllowance allowance) {

  /** How often it still may be today. */
  public long left() {
    return Math.max(0, allowance.limit() - used);
  }
}
