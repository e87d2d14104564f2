package dev.pappus.format.aab;

import org.jspecify.annotations.Nullable;

/**
 * A value in a manifest or a resource table ({@code aapt.pb.Item}).
 *
 * @param reference the resource it stands for, 0 if it is none
 * @param text a string or the path of a file
 * @param number an integer, or 1 and 0 for a truth value
 */
record ProtoItem(int reference, @Nullable String text, @Nullable Integer number) {
  private static final int REF = 1;
  private static final int STR = 2;
  private static final int RAW_STR = 3;
  private static final int STYLED_STR = 4;
  private static final int FILE = 5;
  private static final int PRIM = 7;

  static ProtoItem read(ProtoReader item) {
    int reference = 0;
    String text = null;
    Integer number = null;
    while (item.next()) {
      switch (item.field()) {
        case REF -> reference = reference(item.message());
        case STR, RAW_STR, STYLED_STR, FILE -> text = firstText(item.message());
        case PRIM -> number = primitive(item.message());
        default -> {
          // ids and kinds of the future
        }
      }
    }
    return new ProtoItem(reference, text, number);
  }

  private static int reference(ProtoReader reference) {
    int id = 0;
    while (reference.next()) {
      if (reference.field() == 2) {
        id = reference.number();
      }
    }
    return id;
  }

  /** In each of the four messages the text is field 1. */
  private static @Nullable String firstText(ProtoReader message) {
    String text = null;
    while (message.next()) {
      if (message.field() == 1) {
        text = message.text();
      }
    }
    return text;
  }

  /** {@code int_decimal_value}, {@code int_hexadecimal_value}, {@code boolean_value}. */
  private static @Nullable Integer primitive(ProtoReader primitive) {
    Integer number = null;
    while (primitive.next()) {
      if (primitive.field() >= 6 && primitive.field() <= 8) {
        number = primitive.number();
      }
    }
    return number;
  }
}
