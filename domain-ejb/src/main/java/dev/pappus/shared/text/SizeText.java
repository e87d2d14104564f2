package dev.pappus.shared.text;

import java.text.NumberFormat;
import java.util.Locale;

/** File sizes for people, in decimal units: 1 MB is a million bytes, as phones show it. */
public final class SizeText {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
  private static final double STEP = 1000;

  private SizeText() {}

  /** Three figures and a unit: {@code 23.4 MB}. */
  public static String of(long bytes, Locale language) {
    double value = bytes;
    int unit = 0;
    while (value >= STEP - 0.5 && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    NumberFormat format = NumberFormat.getInstance(language);
    format.setMaximumFractionDigits(unit == 0 || value >= 100 ? 0 : 1);
    return format.format(value) + " " + UNITS[unit];
  }
}
