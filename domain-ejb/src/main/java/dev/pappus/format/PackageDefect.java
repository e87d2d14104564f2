package dev.pappus.format;

import java.util.Locale;

/** What is wrong with a package: the kinds a refusal tells apart, in its fact {@code defect}. */
public enum PackageDefect {
  NOT_AN_ARCHIVE,
  TRUNCATED_ARCHIVE,
  CORRUPT_ENTRY,
  ENCRYPTED_ENTRY,
  UNSUPPORTED_COMPRESSION,
  /** Size, ratio, count, name length, or entries that share bytes. */
  ARCHIVE_LIMIT,
  /** What lies within an entry: nesting, or the length of a text. */
  CONTENT_LIMIT,
  /** Reading it took longer than it may. */
  TIME_LIMIT,
  UNSAFE_ENTRY,
  DUPLICATE_ENTRY,
  MALFORMED_MANIFEST,
  MALFORMED_PLIST,
  MISSING_FIELD,
  INVALID_FIELD,
  /** An archive, but of no kind we know. */
  UNSUPPORTED_FORMAT,
  AMBIGUOUS_APP_BUNDLE,
  /** Two formats claim it. */
  FORMAT_MISMATCH,
  /** A reader gave up in a way we did not foresee. */
  UNREADABLE;

  /** The name in our API: {@code duplicate-entry}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
