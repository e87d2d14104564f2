package dev.pappus.format;

import java.util.Locale;

/**
 * What a person should know before a package is passed on: a closed list, so that none goes without
 * words. Each has a sentence in the console, {@code warning.<word>}; what concerns whoever installs
 * has one on the install page as well, {@code package_<word>}.
 */
public enum PackageWarning {
  /** An expired profile: its app neither installs nor opens. */
  EXPIRED_PROFILE(true),
  /** A profile that soon expires; no reader's, as it comes with time. */
  PROFILE_EXPIRES_SOON(true),
  UNREADABLE_PROFILE(false),
  DEBUGGABLE(false),
  TEST_ONLY(true),
  UNSIGNED(true),
  SIGNATURE_INVALID(true),
  SPLIT(true),
  SPLIT_REQUIRED(true);

  private final boolean forTesters;

  PackageWarning(boolean forTesters) {
    this.forTesters = forTesters;
  }

  /** The word under which it is kept and told: {@code test-only}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it concerns whoever installs; the others are its developers'. */
  public boolean isForTesters() {
    return forTesters;
  }
}
