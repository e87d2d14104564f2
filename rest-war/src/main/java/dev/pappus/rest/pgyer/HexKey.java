package dev.pappus.rest.pgyer;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys of this dialect: 32 lower-case hex digits, the same 128 bits that our own API writes
 * behind a prefix.
 */
final class HexKey {
  private static final int DIGITS = 32;

  private HexKey() {}

  static String of(UUID key) {
    return key.toString().replace("-", "");
  }

  /** Empty if it is none; in either case. */
  static Optional<UUID> parse(String text) {
    if (text.length() != DIGITS || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    int half = DIGITS / 2;
    return Optional.of(
        new UUID(
            HexFormat.fromHexDigitsToLong(text, 0, half),
            HexFormat.fromHexDigitsToLong(text, half, DIGITS)));
  }
}
