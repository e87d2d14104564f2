package dev.pappus.shared.id;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The public form of an id: {@code <prefix>_<26 characters>}, lower-case Crockford base32 of a
 * UUIDv7 (RFC 9562 §5.7), so that ids of one kind sort by the time they were made.
 *
 * @param kind what it names
 * @param value the key in the database
 */
public record PublicId(IdKind kind, UUID value) {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;
  private static final int[] DIGITS = new int[128];

  static {
    Arrays.fill(DIGITS, -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      DIGITS[ALPHABET.charAt(i)] = i;
    }
  }

  /** Makes a new, time-ordered key. */
  public static UUID newKey() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /** The smallest key of a millisecond: 48 bits of Unix milliseconds come first. */
  public static UUID firstKeyAt(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0);
  }

  /** When a key was made, to the millisecond, by the clock of its maker. */
  public static Instant timeOf(UUID key) {
    return Instant.ofEpochMilli(key.getMostSignificantBits() >>> 16);
  }

  /** The public text of a key. */
  public static String format(IdKind kind, UUID key) {
    return kind.prefix() + "_" + encode(key);
  }

  /**
   * Reads a public text back.
   *
   * @return empty if it is not an id of this kind; a caller answers with its own "not found"
   */
  public static Optional<UUID> parse(IdKind kind, String text) {
    String prefix = kind.prefix() + "_";
    return text.startsWith(prefix) ? decode(text.substring(prefix.length())) : Optional.empty();
  }

  /** 26 characters: the 128 bits, most significant first, with two zero bits before them. */
  public static String encode(UUID key) {
    char[] out = new char[LENGTH];
    long high = key.getMostSignificantBits();
    long low = key.getLeastSignificantBits();
    for (int i = LENGTH - 1; i >= 0; i--) {
      out[i] = ALPHABET.charAt((int) (low & 31));
      low = (low >>> 5) | (high << 59);
      high >>>= 5;
    }
    return new String(out);
  }

  static Optional<UUID> decode(String text) {
    if (text.length() != LENGTH || text.charAt(0) > '7') {
      return Optional.empty();
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      int digit = c < DIGITS.length ? DIGITS[c] : -1;
      if (digit < 0) {
        return Optional.empty();
      }
      high = (high << 5) | (low >>> 59);
      low = (low << 5) | digit;
    }
    return Optional.of(new UUID(high, low));
  }

  @Override
  public String toString() {
    return format(kind, value);
  }
}
