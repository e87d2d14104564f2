package dev.pappus.format;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns an icon file out of a package (PNG, Apple's CgBI PNG, WebP) into an {@link IconImage}.
 *
 * <p>The size is read from the first bytes and bounded before anything is decoded; a picture that
 * cannot be read is no icon, never a reason to refuse a package.
 */
public final class IconReader {
  /** Larger icons are scaled down to this many pixels a side. */
  static final int MAX_SIDE = 512;

  /**
   * The decoder of WebP looks at eight bytes at once, and a picture of one colour may have no byte
   * of pixels.
   */
  private static final int BYTES_IN_ADVANCE = 16;

  private IconReader() {}

  /** The width in pixels that the file claims; 0 if it is no picture we would decode. */
  public static int width(byte[] file, ArchiveLimits limits) {
    PngChunks png = PngChunks.parse(file);
    if (png != null) {
      return decodable(png.width(), png.height(), limits) ? png.width() : 0;
    }
    WebPChunks webp = WebPChunks.parse(file);
    return webp != null && decodable(webp.width(), webp.height(), limits) ? webp.width() : 0;
  }

  /**
   * The widest of the pictures among entries of a package, for it scales down better than others
   * up; of the first entries only, as many as the limits allow.
   */
  public static Optional<byte[]> widest(PackageFile file, Collection<String> entries) {
    ArchiveLimits limits = file.limits();
    byte[] widest = null;
    int width = 0;
    for (String entry : entries.stream().distinct().limit(limits.maxIconFiles()).toList()) {
      byte[] picture = file.readIfSound(entry, limits.maxIconBytes()).orElse(null);
      int candidate = picture == null ? 0 : width(picture, limits);
      if (candidate > width) {
        widest = picture;
        width = candidate;
      }
    }
    return Optional.ofNullable(widest);
  }

  /** The icon; empty if the file is no picture, a broken one, or too large. */
  public static Optional<IconImage> read(byte[] file, ArchiveLimits limits) {
    return picture(file, limits).map(IconReader::icon);
  }

  /** The picture as it is, to be a part of an icon; empty as with {@link #read}. */
  public static Optional<BufferedImage> picture(byte[] file, ArchiveLimits limits) {
    try {
      return Optional.ofNullable(decode(file, limits));
    } catch (IOException | RuntimeException broken) {
      return Optional.empty();
    }
  }

  /** The icon that a picture makes. */
  public static IconImage icon(BufferedImage picture) {
    return encode(scaledDown(picture));
  }

  private static @Nullable BufferedImage decode(byte[] file, ArchiveLimits limits)
      throws IOException {
    PngChunks png = PngChunks.parse(file);
    if (png != null) {
      if (!decodable(png.width(), png.height(), limits)) {
        return null;
      }
      return png.isCgbi() ? CgbiPng.decode(png) : decodePng(png);
    }
    WebPChunks webp = WebPChunks.parse(file);
    return webp != null && decodable(webp.width(), webp.height(), limits) && webp.isModest()
        ? decodeWebP(webp)
        : null;
  }

  private static BufferedImage decodePng(PngChunks png) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (PictureStream in = new PictureStream(png.essential())) {
      reader.setInput(in, true, true);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  /** The reader is made directly: servers' class loaders hide plug-ins from {@code ImageIO}. */
  private static BufferedImage decodeWebP(WebPChunks webp) throws IOException {
    ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
    byte[] padded = Arrays.copyOf(webp.essential(), webp.essential().length + BYTES_IN_ADVANCE);
    try (PictureStream in = new PictureStream(padded)) {
      reader.setInput(in, true, true);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  private static boolean decodable(int width, int height, ArchiveLimits limits) {
    return width > 0 && height > 0 && (long) width * height <= limits.maxIconPixels();
  }

  /** By halves first: one bilinear step over more than half skips pixels and looks ragged. */
  private static BufferedImage scaledDown(BufferedImage image) {
    BufferedImage result = image;
    while (Math.max(result.getWidth(), result.getHeight()) > MAX_SIDE) {
      double factor =
          Math.max(0.5, (double) MAX_SIDE / Math.max(result.getWidth(), result.getHeight()));
      result =
          redrawn(
              result,
              Math.max(1, (int) Math.round(result.getWidth() * factor)),
              Math.max(1, (int) Math.round(result.getHeight() * factor)));
    }
    return result;
  }

  private static BufferedImage redrawn(BufferedImage image, int width, int height) {
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = result.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return result;
  }

  private static IconImage encode(BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
      writer.setOutput(out);
      // Redrawn as plain 8-bit RGBA: odd colour models would be written as odd PNGs.
      writer.write(redrawn(image, image.getWidth(), image.getHeight()));
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    } finally {
      writer.dispose();
    }
    return new IconImage(png.toByteArray(), image.getWidth(), image.getHeight());
  }
}
