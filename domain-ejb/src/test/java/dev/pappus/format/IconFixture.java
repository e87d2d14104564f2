package dev.pappus.format;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Small pictures, plain and in Apple's variant. */
public final class IconFixture {

  private IconFixture() {}

  /** A PNG of one colour. */
  public static byte[] png(int side, Color colour) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, side, side);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return out.toByteArray();
  }

  /** A CgBI PNG of one colour, alpha included. */
  public static byte[] cgbi(int side, Color colour) {
    ByteBuffer rows = ByteBuffer.allocate(side * (1 + side * 4));
    int alpha = colour.getAlpha();
    for (int y = 0; y < side; y++) {
      rows.put((byte) 0);
      for (int x = 0; x < side; x++) {
        rows.put((byte) (colour.getBlue() * alpha / 255))
            .put((byte) (colour.getGreen() * alpha / 255))
            .put((byte) (colour.getRed() * alpha / 255))
            .put((byte) alpha);
      }
    }
    ByteArrayOutputStream out = start();
    chunk(out, "CgBI", new byte[] {0x50, 0, 0x20, 2});
    chunk(out, "IHDR", header(side, side));
    chunk(out, "IDAT", deflated(rows.array()));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** A PNG whose header claims a size it does not have. */
  public static byte[] claiming(int width, int height) {
    ByteArrayOutputStream out = start();
    chunk(out, "IHDR", header(width, height));
    chunk(out, "IDAT", deflated(new byte[100]));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /**
   * A lossless WebP of 144 x 144 whose codes end right after it has claimed sixty thousand tables
   * of them; found by fuzzing.
   */
  public static byte[] webpThatEndsEarly() {
    return HexFormat.of()
        .parseHex(
            "524946463200000057454250565038"
                + "4c250000002f8fc023100f301e833c1ef3f0d3"
                + "311fb64df8a32d837e05d06e5244ff270040ce5be7b10700");
  }

  private static ByteArrayOutputStream start() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    return out;
  }

  private static byte[] header(int width, int height) {
    return ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 6).array();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] packed = new byte[bytes.length + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    return ByteBuffer.allocate(length).put(packed, 0, length).array();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(
        ByteBuffer.allocate(12 + data.length)
            .putInt(data.length)
            .put(name)
            .put(data)
            .putInt((int) crc.getValue())
            .array());
  }
}
