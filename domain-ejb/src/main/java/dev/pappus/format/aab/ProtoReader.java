package dev.pappus.format.aab;

import dev.pappus.format.PackageDefect;
import dev.pappus.format.TimeLimit;
import dev.pappus.format.UnreadablePackageException;
import java.nio.charset.StandardCharsets;

/**
 * Steps over the fields of one protobuf message ("Protocol Buffers, Encoding"). It builds no tree
 * and copies nothing: what nobody asks for is jumped over, and a message within is a window on the
 * same bytes. All windows on one file share an allowance of steps.
 */
final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  /** Some hundred times what the tables of large apps take for one look-up. */
  private static final int MAX_STEPS = 20_000_000;

  /** As many characters as an APK's string may have, each of three bytes at most. */
  private static final int MAX_TEXT_BYTES = 3 * 0x7fff;

  /** One text may be referred to by every element of a manifest, and costs as long as it is. */
  private static final int BYTES_PER_STEP = 8;

  private final byte[] file;
  private final int[] steps;
  private final int start;
  private final int end;
  private int at;
  private int field;
  private int type;
  private long number;
  private int from;

  ProtoReader(byte[] file) {
    this(file, new int[1], 0, file.length);
  }

  private ProtoReader(byte[] file, int[] steps, int start, int end) {
    this.file = file;
    this.steps = steps;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  /** Goes to the next field; false at the end of the message. */
  boolean next() {
    if (at == end) {
      return false;
    }
    if (++steps[0] > MAX_STEPS) {
      throw malformed();
    }
    long tag = varint();
    if (tag >>> 3 == 0 || tag >>> 32 != 0) {
      throw malformed();
    }
    field = (int) (tag >>> 3);
    type = (int) tag & 7;
    switch (type) {
      case VARINT -> number = varint();
      case FIXED_64 -> skip(8);
      case FIXED_32 -> skip(4);
      case BYTES -> skip(varint());
      // groups are of the first protobuf only and in none of these messages
      default -> throw malformed();
    }
    return true;
  }

  int field() {
    return field;
  }

  /** The field as an integer of 32 bits, as {@code int32} and {@code uint32} take it. */
  int number() {
    if (type != VARINT) {
      throw malformed();
    }
    return (int) number;
  }

  /** The field as a message. */
  ProtoReader message() {
    TimeLimit.check();
    if (type != BYTES) {
      throw malformed();
    }
    return new ProtoReader(file, steps, from, at);
  }

  String text() {
    int length = at - from;
    steps[0] += length / BYTES_PER_STEP;
    if (type != BYTES || length > MAX_TEXT_BYTES || steps[0] > MAX_STEPS) {
      throw malformed();
    }
    return new String(file, from, at - from, StandardCharsets.UTF_8);
  }

  /** The same message from its beginning. */
  ProtoReader again() {
    return new ProtoReader(file, steps, start, end);
  }

  private void skip(long length) {
    if (length < 0 || length > end - at) {
      throw malformed();
    }
    from = at;
    at += (int) length;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64 && at < end; shift += 7) {
      byte next = file[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed();
  }

  static UnreadablePackageException malformed() {
    return new UnreadablePackageException(
        PackageDefect.MALFORMED_MANIFEST, "The bundle's manifest or resource table is damaged.");
  }
}
