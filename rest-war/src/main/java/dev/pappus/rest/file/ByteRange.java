package dev.pappus.rest.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a file go out.
 *
 * @param first offset of the first byte
 * @param length how many
 * @param partial whether this is an answer to a {@code Range} header
 */
public record ByteRange(long first, long length, boolean partial) {
  /** RFC 9110 §14.1.2; the unit in any case. */
  private static final Pattern SINGLE =
      Pattern.compile("bytes *= *([0-9]*) *- *([0-9]*) *", Pattern.CASE_INSENSITIVE);

  /** More digits than any file has bytes. */
  private static final int MAX_DIGITS = 18;

  /** The whole file. */
  public static ByteRange whole(long size) {
    return new ByteRange(0, size, false);
  }

  /**
   * Reads a {@code Range} header. Several ranges, another unit, or nonsense count as none, which
   * RFC 9110 §14.2 allows: the answer is the whole file.
   *
   * @param header null if there is none
   * @param size of the file, in bytes
   * @return empty if it is a range and no byte of the file lies in it
   */
  public static Optional<ByteRange> of(@Nullable String header, long size) {
    Matcher matcher = header == null ? null : SINGLE.matcher(header.strip());
    if (matcher == null || !matcher.matches()) {
      return Optional.of(whole(size));
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? Optional.of(whole(size)) : last(number(to), size);
    }
    long first = number(from);
    long last = to.isEmpty() ? size - 1 : Math.min(number(to), size - 1);
    if (!to.isEmpty() && number(to) < first) {
      return Optional.of(whole(size));
    }
    return first >= size
        ? Optional.empty()
        : Optional.of(new ByteRange(first, last - first + 1, true));
  }

  private static Optional<ByteRange> last(long count, long size) {
    long length = Math.min(count, size);
    return length == 0
        ? Optional.empty()
        : Optional.of(new ByteRange(size - length, length, true));
  }

  private static long number(String digits) {
    return digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /** The {@code Content-Range} header (RFC 9110 §14.4) of a partial answer. */
  public String contentRange(long size) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
