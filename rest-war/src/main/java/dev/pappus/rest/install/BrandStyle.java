package dev.pappus.rest.install;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The style of a page whose app has a colour of its own. */
final class BrandStyle {
  private static final int DARK = 0x111111;
  private static final int LIGHT = 0xffffff;
  private static final double STRONGER = 0.85;

  private BrandStyle() {}

  /**
   * Custom properties for {@code install.css}.
   *
   * @param color {@code #rrggbb}
   */
  static String css(String color) {
    int rgb = Integer.parseInt(color.substring(1), 16);
    int text = contrast(rgb, LIGHT) >= contrast(rgb, DARK) ? LIGHT : DARK;
    return ":root{--brand:%s;--brand-text:%s;--brand-strong:%s}"
        .formatted(hex(rgb), hex(text), hex(stronger(rgb)));
  }

  /** What lets a browser use it: the source {@code 'sha256-…'} of CSP (level 3, §2.3.1). */
  static String source(String css) {
    byte[] hash = Hashing.sha256().hashString(css, StandardCharsets.UTF_8).asBytes();
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  /** WCAG 2.2, "contrast ratio": from 1 to 21. */
  static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** WCAG 2.2, "relative luminance". */
  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  /** Away from the text's colour, so that it stays as readable. */
  private static int stronger(int rgb) {
    boolean darker = contrast(rgb, LIGHT) >= contrast(rgb, DARK);
    int result = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int channel = rgb >> shift & 0xff;
      long changed =
          darker ? Math.round(channel * STRONGER) : Math.round(0xff - (0xff - channel) * STRONGER);
      result |= (int) changed << shift;
    }
    return result;
  }

  private static String hex(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }
}
