package dev.pappus.format;

/**
 * The end of an inspection's time, as its thread learns of it: by being interrupted. Whatever may
 * go round often asks; a reader that does not is left behind, and its thread with it.
 */
public final class TimeLimit {

  private TimeLimit() {}

  /**
   * @throws UnreadablePackageException TIME_LIMIT if the time is up
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw exceeded();
    }
  }

  static UnreadablePackageException exceeded() {
    return new UnreadablePackageException(
        PackageDefect.TIME_LIMIT, "Reading the package takes longer than it may.");
  }
}
