package dev.pappus.format;

import java.awt.image.BufferedImage;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the PNG variant that Apple's build tools put into an IPA (a {@code CgBI} chunk first):
 * raw deflate without the zlib frame, blue before red, colours multiplied by alpha. Apple does not
 * document it; the rules follow public reverse engineering and agree with two other decoders on
 * every icon of the fixtures.
 */
final class CgbiPng {
  private static final int BYTES_PER_PIXEL = 4;

  private CgbiPng() {}

  /** The picture; null if it is cut, damaged or of a kind never seen. */
  static @Nullable BufferedImage decode(PngChunks png) {
    if (!png.isPlainRgba()) {
      return null;
    }
    int stride = 1 + png.width() * BYTES_PER_PIXEL;
    byte[] rows = inflate(png.data(), stride * png.height());
    if (rows == null) {
      return null;
    }
    BufferedImage image = new BufferedImage(png.width(), png.height(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < png.height(); y++) {
      if (!unfilter(rows, y * stride, stride)) {
        return null;
      }
      for (int x = 0; x < png.width(); x++) {
        image.setRGB(x, y, argb(rows, y * stride + 1 + x * BYTES_PER_PIXEL));
      }
    }
    return image;
  }

  private static byte @Nullable [] inflate(byte[] data, int size) {
    byte[] rows = new byte[size];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(data);
      int done = 0;
      while (done < size) {
        int count = inflater.inflate(rows, done, size - done);
        if (count == 0) {
          return null;
        }
        done += count;
      }
      return rows;
    } catch (DataFormatException damaged) {
      return null;
    } finally {
      inflater.end();
    }
  }

  /** PNG §9.2, filter types 0 to 4, for the row at {@code at}; the row above is done already. */
  private static boolean unfilter(byte[] rows, int at, int stride) {
    int filter = rows[at];
    for (int i = 1; i < stride; i++) {
      int left = i > BYTES_PER_PIXEL ? rows[at + i - BYTES_PER_PIXEL] & 0xff : 0;
      int up = at > 0 ? rows[at - stride + i] & 0xff : 0;
      int upLeft =
          at > 0 && i > BYTES_PER_PIXEL ? rows[at - stride + i - BYTES_PER_PIXEL] & 0xff : 0;
      int predicted =
          switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> paeth(left, up, upLeft);
            default -> -1;
          };
      if (predicted < 0) {
        return false;
      }
      rows[at + i] = (byte) (rows[at + i] + predicted);
    }
    return true;
  }

  private static int paeth(int left, int up, int upLeft) {
    int estimate = left + up - upLeft;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toUpLeft = Math.abs(estimate - upLeft);
    if (toLeft <= toUp && toLeft <= toUpLeft) {
      return left;
    }
    return toUp <= toUpLeft ? up : upLeft;
  }

  private static int argb(byte[] rows, int at) {
    int alpha = rows[at + 3] & 0xff;
    int red = divided(rows[at + 2] & 0xff, alpha);
    int green = divided(rows[at + 1] & 0xff, alpha);
    int blue = divided(rows[at] & 0xff, alpha);
    return alpha << 24 | red << 16 | green << 8 | blue;
  }

  private static int divided(int colour, int alpha) {
    return alpha == 0 ? 0 : Math.min(255, (colour * 255 + alpha / 2) / alpha);
  }
}
