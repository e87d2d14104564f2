package dev.pappus.format;

import java.io.IOException;
import java.util.Arrays;

/**
 * Walks over the beginning of a lossless WebP stream (RFC 9649 §3) before the library decodes it:
 * over its transforms and all its prefix codes, up to the pixels.
 *
 * <p>A stream may claim 65,536 groups of five codes in 160 KB, for each of which the library makes
 * tables, in all 340 MB; and it may repeat a transform without end, each with a picture of its own.
 * What a table takes is counted here as the library makes it. Codes that are not complete, which
 * readers take for different ones, are refused.
 */
final class WebPCodes {
  /** Of all tables together. Encoders stay far below: libwebp makes 2600 groups at most. */
  private static final long MAX_TABLE_BYTES = 32 << 20;

  /** The first level of a table: 256 numbers, and the objects that hold them. */
  private static final int TABLE_BYTES = 1200;

  private static final int FIRST_LEVEL_BITS = 8;
  private static final int MAX_CODE_LENGTH = 15;

  private static final int SECOND_LEVEL_SIZE = 1 << (MAX_CODE_LENGTH - FIRST_LEVEL_BITS);

  private static final int SUBTRACT_GREEN = 2;
  private static final int COLOUR_INDEXING = 3;

  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;

  /** §3.7.2.1.2, {@code kCodeLengthCodeOrder}. */
  private static final int[] LENGTH_ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  private final byte[] file;
  private final int end;
  private int at;
  private int bit;
  private long tableBytes;

  private WebPCodes(byte[] file, int start, int end) {
    this.file = file;
    this.at = start;
    this.end = end;
  }

  /**
   * Whether the stream is sound up to its pixels and its tables are not too large.
   *
   * @param start where its transforms begin
   * @param end where it ends
   */
  static boolean areModest(byte[] file, int start, int end, int width, int height) {
    try {
      new WebPCodes(file, start, end).walk(width, height);
      return true;
    } catch (IOException damaged) {
      return false;
    }
  }

  private void walk(int width, int height) throws IOException {
    int columns = width;
    int seen = 0;
    while (bits(1) == 1) {
      int transform = bits(2);
      if ((seen & 1 << transform) != 0) {
        throw damaged();
      }
      seen |= 1 << transform;
      if (transform == COLOUR_INDEXING) {
        int colours = bits(8) + 1;
        image(colours, 1);
        columns = blocks(columns, indicesPerPixelBits(colours));
      } else if (transform != SUBTRACT_GREEN) {
        int blockBits = bits(3) + 2;
        image(blocks(columns, blockBits), blocks(height, blockBits));
      }
    }
    int cacheSize = cacheSize();
    int groups = 1;
    if (bits(1) == 1) {
      int blockBits = bits(3) + 2;
      groups = image(blocks(columns, blockBits), blocks(height, blockBits)) + 1;
    }
    for (int i = 0; i < groups; i++) {
      group(cacheSize);
    }
  }

  /** §4.4: pixels of few colours are bundled. */
  private static int indicesPerPixelBits(int colours) {
    if (colours > 16) {
      return 0;
    }
    if (colours > 4) {
      return 1;
    }
    return colours > 2 ? 2 : 3;
  }

  private static int blocks(int pixels, int bits) {
    return (pixels + (1 << bits) - 1) >> bits;
  }

  private int cacheSize() throws IOException {
    if (bits(1) == 0) {
      return 0;
    }
    int cacheBits = bits(4);
    if (cacheBits < 1 || cacheBits > 11) {
      throw damaged();
    }
    return 1 << cacheBits;
  }

  /**
   * Passes over a picture within the stream.
   *
   * @return the highest red and green of a pixel, as one number; what is copied or out of the cache
   *     was a pixel before
   */
  private int image(int width, int height) throws IOException {
    Code[] codes = group(cacheSize());
    int highest = 0;
    long left = (long) width * height;
    while (left > 0) {
      int symbol = codes[0].read();
      if (symbol < LITERALS) {
        highest = Math.max(highest, codes[1].read() << 8 | symbol);
        codes[2].read();
        codes[3].read();
        left--;
      } else if (symbol < LITERALS + LENGTHS) {
        left -= prefixed(symbol - LITERALS);
        prefixed(codes[4].read());
      } else {
        left--;
      }
    }
    return highest;
  }

  /** §5.2.2. */
  private int prefixed(int prefix) throws IOException {
    if (prefix < 4) {
      return prefix + 1;
    }
    int extraBits = (prefix - 2) >> 1;
    return ((2 + (prefix & 1)) << extraBits) + bits(extraBits) + 1;
  }

  /** Codes for green, lengths and the cache; red; blue; alpha; distances. */
  private Code[] group(int cacheSize) throws IOException {
    TimeLimit.check();
    return new Code[] {
      code(LITERALS + LENGTHS + cacheSize),
      code(LITERALS),
      code(LITERALS),
      code(LITERALS),
      code(DISTANCES)
    };
  }

  private Code code(int symbols) throws IOException {
    Code code = bits(1) == 1 ? simpleCode() : new Code(lengths(symbols));
    tableBytes += code.tableBytes();
    if (tableBytes > MAX_TABLE_BYTES) {
      throw damaged();
    }
    return code;
  }

  /** One symbol, or two of one bit each, in ascending order as every encoder writes them. */
  private Code simpleCode() throws IOException {
    boolean two = bits(1) == 1;
    int first = bits(bits(1) == 1 ? 8 : 1);
    int second = two ? bits(8) : first;
    if (second < first || (two && second == first)) {
      throw damaged();
    }
    int[] lengths = new int[second + 1];
    lengths[first] = 1;
    lengths[second] = 1;
    return new Code(lengths);
  }

  /** §3.7.2.1.2: lengths are written in a code of their own. */
  private int[] lengths(int symbols) throws IOException {
    int[] ofLengths = new int[LENGTH_ORDER.length];
    int written = bits(4) + 4;
    for (int i = 0; i < written; i++) {
      ofLengths[LENGTH_ORDER[i]] = bits(3);
    }
    Code code = new Code(ofLengths);
    int reads = bits(1) == 1 ? 2 + bits(2 + 2 * bits(3)) : symbols;
    int[] lengths = new int[symbols];
    int previous = 8;
    for (int i = 0; i < symbols && reads > 0; reads--) {
      int length = code.read();
      if (length < 16) {
        lengths[i++] = length;
        previous = length == 0 ? previous : length;
      } else {
        int times =
            switch (length) {
              case 16 -> 3 + bits(2);
              case 17 -> 3 + bits(3);
              default -> 11 + bits(7);
            };
        if (times > symbols - i) {
          throw damaged();
        }
        Arrays.fill(lengths, i, i + times, length == 16 ? previous : 0);
        i += times;
      }
    }
    return lengths;
  }

  private int bits(int count) throws IOException {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (at >= end) {
        throw damaged();
      }
      value |= (file[at] >> bit & 1) << i;
      bit++;
      at += bit >> 3;
      bit &= 7;
    }
    return value;
  }

  /** A prefix code by the lengths of its words, as that of deflate (RFC 1951 §3.2.2). */
  private final class Code {
    private final int[] counts = new int[MAX_CODE_LENGTH + 1];
    private final int[] symbols;

    Code(int[] lengths) throws IOException {
      for (int length : lengths) {
        counts[length]++;
      }
      symbols = new int[lengths.length - counts[0]];
      counts[0] = 0;
      int[] next = new int[MAX_CODE_LENGTH + 2];
      int unused = 1;
      for (int length = 1; length <= MAX_CODE_LENGTH; length++) {
        next[length + 1] = next[length] + counts[length];
        unused = (unused << 1) - counts[length];
        if (unused < 0) {
          throw damaged();
        }
      }
      // the word of an only symbol is empty, whatever its length says
      if (symbols.length == 0 || (symbols.length > 1 && unused != 0)) {
        throw damaged();
      }
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] > 0) {
          symbols[next[lengths[symbol]]++] = symbol;
        }
      }
    }

    int read() throws IOException {
      if (symbols.length == 1) {
        return symbols[0];
      }
      int word = 0;
      int first = 0;
      int index = 0;
      for (int length = 1; length <= MAX_CODE_LENGTH; length++) {
        word |= bits(1);
        if (word - counts[length] < first) {
          return symbols[index + word - first];
        }
        index += counts[length];
        first = (first + counts[length]) << 1;
        word <<= 1;
      }
      throw damaged();
    }

    /** A table of the second level for each word of eight bits that longer words begin with. */
    long tableBytes() {
      long bytes = TABLE_BYTES;
      int[] left = counts.clone();
      int used = 0;
      for (int length = FIRST_LEVEL_BITS + 1; length <= MAX_CODE_LENGTH; length++) {
        for (; left[length] > 0; left[length]--) {
          if (used == 0) {
            bytes += 16 + (4L << secondLevelBits(left, length));
          }
          used = (used + (1 << (MAX_CODE_LENGTH - length))) % SECOND_LEVEL_SIZE;
        }
      }
      return bytes;
    }
  }

  /** As many as the longest word needs that begins like the next one. */
  private static int secondLevelBits(int[] left, int next) {
    int length = next;
    int room = 1 << (length - FIRST_LEVEL_BITS);
    while (length < MAX_CODE_LENGTH) {
      room -= left[length];
      if (room <= 0) {
        break;
      }
      length++;
      room <<= 1;
    }
    return length - FIRST_LEVEL_BITS;
  }

  private static IOException damaged() {
    return new IOException("no sound stream");
  }
}
