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
  static final int DYNAMIC_REFERENCE = 0x07;
  static final int FIRST_INT = 0x10;
  static final int BOOLEAN = 0x12;
  static final int LAST_INT = 0x1f;

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
}
