package dev.pappus.rest.download;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Range} header asks for, by RFC 9110 §14.2. Headers that cannot be read and those
 * that ask for several ranges are ignored, as the RFC allows: the whole is sent.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, inclusive; smaller than {@code first} if none of the bytes
 *     asked for exists
 */
record ByteRange(long first, long last) {
  private static final Pattern SINGLE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})-(\\d{0,18})");

  /** The range a header names; empty if the whole is to be sent. */
  static Optional<ByteRange> parse(String header, long size) {
    Matcher matcher = SINGLE.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(to), size));
    }
    long first = Long.parseLong(from);
    long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
    return last < first
        ? Optional.empty()
        : Optional.of(new ByteRange(first, Math.min(last, size - 1)));
  }

  private static ByteRange suffix(long length, long size) {
    return length == 0
        ? new ByteRange(size, size - 1)
        : new ByteRange(Math.max(0, size - length), size - 1);
  }

  boolean satisfiable() {
    return first <= last;
  }

  long length() {
    return last - first + 1;
  }

  /** The value of {@code Content-Range}. */
  String contentRange(long size) {
    return satisfiable() ? "bytes " + first + "-" + last + "/" + size : "bytes */" + size;
  }
}
