package dev.pappus.install;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A QR code (ISO/IEC 18004) of a text, at error correction level M, which forgives a smudged
 * screen.
 */
public final class QrCode {
  /** The quiet zone that the standard demands around the code, in modules. */
  private static final int QUIET_ZONE = 4;

  private static final int MIN_PIXELS = 400;

  private QrCode() {}

  /**
   * A black and white PNG, square, at least {@value #MIN_PIXELS} pixels wide.
   *
   * @param text at most some 2300 bytes; an address of ours
   */
  public static byte[] png(String text) {
    io.nayuki.qrcodegen.QrCode code =
        io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
    int modules = code.size + 2 * QUIET_ZONE;
    int scale = (MIN_PIXELS + modules - 1) / modules;
    int pixels = modules * scale;
    BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        boolean dark = code.getModule(x / scale - QUIET_ZONE, y / scale - QUIET_ZONE);
        image.setRGB(x, y, dark ? 0x000000 : 0xffffff);
      }
    }
    return encode(image);
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // in memory: ImageIO would make a temporary file for a plain stream
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("Every Java platform writes PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A PNG cannot be written to memory", e);
    }
    return bytes.toByteArray();
  }
}
