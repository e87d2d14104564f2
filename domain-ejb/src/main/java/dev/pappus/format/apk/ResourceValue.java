package dev.pappus.format.apk;

/**
 * A typed value (AOSP {@code Res_value}).
 *
 * @param type one of the constants here
 * @param data a number, a resource id, or an index into the string pool it came with
 */
record ResourceValue(int type, int data) {
  static final int REFERENCE = 0x01;
  static final int STRING = 0x03;
  static final int FLOAT = 0x04;
  static final int DIMENSION = 0x05;
  static final int FRACTION = 0x06;
  static final int DYNAMIC_REFERENCE = 0x07;
  static final int FIRST_INT = 0x10;
  static final int BOOLEAN = 0x12;
  static final int FIRST_COLOR = 0x1c;
  static final int LAST_INT = 0x1f;

  /** What the point of a complex number stands for (AOSP {@code Res_value}, radix). */
  private static final int[] RADIX_BITS = {0, 7, 15, 23};

  boolean isReference() {
    return type == REFERENCE || type == DYNAMIC_REFERENCE;
  }

  boolean isString() {
    return type == STRING;
  }

  boolean isInteger() {
    return type >= FIRST_INT && type <= LAST_INT;
  }

  /** Android takes any integer but 0 as true. */
  boolean isTrue() {
    return isInteger() && data != 0;
  }

  /** Whether its data is a colour, {@code 0xAARRGGBB}. */
  boolean isColor() {
    return type >= FIRST_COLOR && type <= LAST_INT;
  }

  /** The number, its unit left out; NaN if it is none. */
  double number() {
    if (type == FLOAT) {
      return Float.intBitsToFloat(data);
    }
    if (type == DIMENSION || type == FRACTION) {
      return (data >> 8) / (double) (1L << RADIX_BITS[data >> 4 & 3]);
    }
    return isInteger() ? data : Double.NaN;
  }
}
