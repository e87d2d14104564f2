package dev.pappus.format;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a binary property list (Apple, CFBinaryPList.c) before the library builds it: how
 * deep it nests, for the library calls itself, and whether its objects together are longer than the
 * file, for objects may share bytes and a thousand lists may each claim all of them.
 */
final class BinaryListCheck {
  private static final int HEADER_LENGTH = 8;
  private static final int TRAILER_LENGTH = 32;

  private final ByteBuffer file;
  private final int maxDepth;
  private int offsetSize;
  private int referenceSize;
  private long objects;
  private long offsets;
  private long claimed;

  /** A list, set or dictionary whose members are being looked at. */
  private static final class Level {
    final long start;
    final long count;
    long next;

    Level(long start, long count) {
      this.start = start;
      this.count = count;
    }
  }

  private BinaryListCheck(byte[] file, int maxDepth) {
    this.file = ByteBuffer.wrap(file);
    this.maxDepth = maxDepth;
  }

  /**
   * Whether the library can be given it: its own checks find what else is wrong.
   *
   * @throws UnreadablePackageException CONTENT_LIMIT if it nests too deep
   */
  static boolean isSound(byte[] file, int maxDepth) {
    if (file.length < HEADER_LENGTH + TRAILER_LENGTH) {
      return false;
    }
    try {
      return new BinaryListCheck(file, maxDepth).walk();
    } catch (IndexOutOfBoundsException outside) {
      return false;
    }
  }

  private boolean walk() {
    int trailer = file.capacity() - TRAILER_LENGTH;
    offsetSize = file.get(trailer + 6);
    referenceSize = file.get(trailer + 7);
    objects = file.getLong(trailer + 8);
    offsets = file.getLong(trailer + 24);
    if (offsetSize < 1 || offsetSize > 8 || referenceSize < 1 || referenceSize > 8) {
      return false;
    }
    if (objects < 1 || objects > file.capacity()) {
      return false;
    }
    BitSet seen = new BitSet();
    Deque<Level> open = new ArrayDeque<>();
    Level top = enter(file.getLong(trailer + 16), seen);
    if (top != null) {
      open.push(top);
    }
    while (!open.isEmpty() && claimed <= file.capacity()) {
      Level level = open.element();
      if (level.next == level.count) {
        open.pop();
        continue;
      }
      Level inner = enter(number(level.start + level.next++ * referenceSize, referenceSize), seen);
      if (inner != null) {
        if (open.size() == maxDepth) {
          throw UnreadablePackageException.tooDeep(maxDepth);
        }
        open.push(inner);
      }
    }
    return claimed <= file.capacity();
  }

  /** The object's members, if it has any and was not seen before, as the library keeps it once. */
  private @Nullable Level enter(long object, BitSet seen) {
    if (object < 0 || object >= objects) {
      throw new IndexOutOfBoundsException("no such object");
    }
    if (seen.get((int) object)) {
      return null;
    }
    seen.set((int) object);
    long at = number(offsets + object * offsetSize, offsetSize);
    int marker = file.get(index(at)) & 0xff;
    int kind = marker >> 4;
    long count = marker & 0xf;
    long start = at + 1;
    if (count == 0xf && kind > 3) {
      int length = 1 << (file.get(index(at + 1)) & 0xf);
      if (length > 8) {
        throw new IndexOutOfBoundsException("no such number");
      }
      count = number(at + 2, length);
      start += 1 + length;
    }
    if (count < 0 || count > file.capacity()) {
      throw new IndexOutOfBoundsException("longer than the file");
    }
    // lists and sets, and dictionaries with their keys
    long members =
        switch (kind) {
          case 0xa, 0xb, 0xc -> count;
          case 0xd -> 2 * count;
          default -> 0;
        };
    boolean hasBytes = kind >= 4 && kind <= 7;
    claimed += hasBytes ? count : members * referenceSize;
    return members == 0 ? null : new Level(start, members);
  }

  private long number(long at, int length) {
    long number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | (file.get(index(at + i)) & 0xff);
    }
    return number;
  }

  private int index(long at) {
    if (at < 0 || at >= file.capacity()) {
      throw new IndexOutOfBoundsException("outside of the file");
    }
    return (int) at;
  }
}
