package dev.pappus.format.apk;

import dev.pappus.format.IconReader;
import dev.pappus.format.PackageFile;
import dev.pappus.format.apk.BinaryXml.Element;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws an icon that a package describes only in XML: an adaptive icon, whose layers are colours,
 * pictures or vector drawables, or one such drawable alone. Gradients and what else Android can
 * draw are left out; where nothing is left, there is no icon.
 *
 * <p>Work is bounded: files, elements, outlines and pictures are counted over the whole icon, for a
 * file that turns out to be damaged in the end gives way to the next.
 */
final class DrawableReader {
  private static final int DRAWABLE = 0x01010199;
  private static final int SRC = 0x01010119;
  private static final int COLOR = 0x010101a5;
  private static final int INSET = 0x010104b5;
  private static final int INSET_LEFT = 0x010101b7;
  private static final int INSET_RIGHT = 0x010101b8;
  private static final int INSET_TOP = 0x010101b9;
  private static final int INSET_BOTTOM = 0x010101ba;

  /** White, black and transparent of {@code android.R.color}. */
  private static final Map<Integer, Integer> ANDROID_COLORS =
      Map.of(0x0106000b, 0xffffffff, 0x0106000c, 0xff000000, 0x0106000d, 0);

  /** Pixels a side of what is seen. */
  private static final int SIDE = 192;

  /** Layers measure 108 dp, of which a launcher shows 72 in the middle (AdaptiveIconDrawable). */
  private static final int LAYER_SIDE = SIDE * 108 / 72;

  private static final double LAYER_DP = 108;
  private static final int MAX_NESTING = 4;
  private static final int MAX_ELEMENTS = 2000;

  /** Of all outlines together, whichever of the files they are in: some seconds at worst. */
  private static final int MAX_PATH_CHARACTERS = 200_000;

  /** Decoded, each takes up to a second; an icon has two layers. */
  private static final int MAX_PICTURES = 4;

  private final PackageFile file;
  private final ResourceTable table;
  private int files;
  private int elements;
  private int pathCharacters;
  private int pictures;

  DrawableReader(PackageFile file, ResourceTable table) {
    this.file = file;
    this.table = table;
  }

  /**
   * The picture that the first of these XML files makes.
   *
   * @return null if none makes one
   */
  @Nullable BufferedImage draw(List<String> paths) {
    for (String path : paths) {
      byte[] xml = xml(path);
      BufferedImage image = xml == null ? null : icon(xml);
      if (image != null) {
        return image;
      }
    }
    return null;
  }

  private byte @Nullable [] xml(String path) {
    return path.endsWith(".xml") && files++ < file.limits().maxIconFiles()
        ? file.readIfSound(path, file.limits().maxDescriptionBytes()).orElse(null)
        : null;
  }

  private @Nullable BufferedImage icon(byte[] xml) {
    try {
      AdaptiveLayers layers = new AdaptiveLayers();
      new BinaryXml(xml, file.limits()).read(layers);
      if (!layers.adaptive) {
        BufferedImage image = canvas(SIDE);
        return drawXml(xml, image, 0) ? image : null;
      }
      BufferedImage image = canvas(LAYER_SIDE);
      boolean below = drawLayer(layers.background, image);
      boolean above = drawLayer(layers.foreground, image);
      int edge = (LAYER_SIDE - SIDE) / 2;
      return below || above ? image.getSubimage(edge, edge, SIDE, SIDE) : null;
    } catch (RuntimeException damaged) {
      // An icon is welcome but not needed: neither a torn file nor an odd outline costs the
      // package.
      return null;
    }
  }

  private static BufferedImage canvas(int side) {
    return new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
  }

  /** A layer of an adaptive icon: what its element refers to, or what lies within. */
  private record Layer(@Nullable Element own, @Nullable Element inner) {}

  private final class AdaptiveLayers implements BinaryXml.ElementSink {
    boolean adaptive;
    @Nullable Layer background;
    @Nullable Layer foreground;
    private boolean inForeground;

    @Override
    public void start(int depth, Element element) {
      count();
      if (depth == 0) {
        adaptive = element.isNamed("adaptive-icon");
      } else if (depth == 1) {
        inForeground = element.isNamed("foreground");
        if (inForeground) {
          foreground = new Layer(element, null);
        } else if (element.isNamed("background")) {
          background = new Layer(element, null);
        }
      } else if (depth == 2 && adaptive) {
        if (inForeground && foreground != null && foreground.inner() == null) {
          foreground = new Layer(foreground.own(), element);
        } else if (!inForeground && background != null && background.inner() == null) {
          background = new Layer(background.own(), element);
        }
      }
    }
  }

  private void count() {
    if (++elements > MAX_ELEMENTS) {
      throw Bytes.malformed();
    }
  }

  private void countOutline(int characters) {
    pathCharacters += characters;
    if (pathCharacters > MAX_PATH_CHARACTERS) {
      throw Bytes.malformed();
    }
  }

  private boolean drawLayer(@Nullable Layer layer, BufferedImage target) {
    if (layer == null) {
      return false;
    }
    ResourceValue own = layer.own() == null ? null : layer.own().android(DRAWABLE);
    if (own != null) {
      return drawValue(own, target, 0);
    }
    return layer.inner() != null && drawElement(layer.inner(), target, 0);
  }

  private boolean drawValue(ResourceValue value, BufferedImage target, int nesting) {
    if (value.isColor()) {
      fill(target, value.data());
      return true;
    }
    if (!value.isReference() || nesting > MAX_NESTING) {
      return false;
    }
    ResourceValue resolved = resolved(table, value);
    if (resolved != null && resolved.isColor()) {
      fill(target, resolved.data());
      return true;
    }
    List<String> paths = table.allTexts(value.data());
    BufferedImage picture = widest(paths);
    if (picture != null) {
      paint(picture, target);
      return true;
    }
    for (String path : paths) {
      byte[] xml = xml(path);
      if (xml != null && drawXml(xml, target, nesting + 1)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable BufferedImage widest(List<String> paths) {
    byte[] widest = null;
    int width = 0;
    for (String path : paths) {
      if (!path.endsWith(".xml") && files++ < file.limits().maxIconFiles()) {
        byte[] picture = file.readIfSound(path, file.limits().maxIconBytes()).orElse(null);
        int candidate = picture == null ? 0 : IconReader.width(picture, file.limits());
        if (candidate > width) {
          widest = picture;
          width = candidate;
        }
      }
    }
    return widest == null || pictures++ == MAX_PICTURES
        ? null
        : IconReader.picture(widest, file.limits()).orElse(null);
  }

  private boolean drawXml(byte[] xml, BufferedImage target, int nesting) {
    Root root = new Root();
    new BinaryXml(xml, file.limits()).read(root);
    Element element = root.element;
    if (element == null) {
      return false;
    }
    if (element.isNamed("vector")) {
      return VectorDrawable.draw(
          new BinaryXml(xml, file.limits()), table, target, this::countOutline);
    }
    return drawElement(element, target, nesting);
  }

  private final class Root implements BinaryXml.ElementSink {
    @Nullable Element element;

    @Override
    public void start(int depth, Element found) {
      count();
      element = element == null ? found : element;
    }
  }

  private boolean drawElement(Element element, BufferedImage target, int nesting) {
    if (element.isNamed("inset")) {
      return drawInset(element, target, nesting);
    }
    int attribute = 0;
    if (element.isNamed("bitmap")) {
      attribute = SRC;
    } else if (element.isNamed("color")) {
      attribute = COLOR;
    }
    ResourceValue value = attribute == 0 ? null : element.android(attribute);
    return value != null && drawValue(value, target, nesting + 1);
  }

  private boolean drawInset(Element element, BufferedImage target, int nesting) {
    ResourceValue value = element.android(DRAWABLE);
    BufferedImage whole = canvas(target.getWidth());
    if (value == null || !drawValue(value, whole, nesting + 1)) {
      return false;
    }
    double all = part(element, INSET, 0);
    double left = part(element, INSET_LEFT, all);
    double top = part(element, INSET_TOP, all);
    double width = Math.max(0, 1 - left - part(element, INSET_RIGHT, all));
    double height = Math.max(0, 1 - top - part(element, INSET_BOTTOM, all));
    Graphics2D graphics = graphics(target);
    AffineTransform place =
        AffineTransform.getTranslateInstance(left * target.getWidth(), top * target.getHeight());
    place.scale(width, height);
    graphics.drawImage(whole, place, null);
    graphics.dispose();
    return true;
  }

  /** An inset as a part of the layer: a fraction as it is, a length against the layer's. */
  private double part(Element element, int attribute, double otherwise) {
    ResourceValue value = element.android(attribute);
    ResourceValue resolved = value == null ? null : resolved(table, value);
    double number = resolved == null ? Double.NaN : resolved.number();
    if (resolved == null || Double.isNaN(number)) {
      return otherwise;
    }
    double part = resolved.type() == ResourceValue.DIMENSION ? number / LAYER_DP : number;
    return Math.max(0, Math.min(1, part));
  }

  /** The value that a value stands for; a few colours of Android itself are known. */
  static @Nullable ResourceValue resolved(ResourceTable table, ResourceValue value) {
    if (!value.isReference()) {
      return value;
    }
    Integer color = ANDROID_COLORS.get(value.data());
    return color == null
        ? table.resolve(value.data())
        : new ResourceValue(ResourceValue.FIRST_COLOR, color);
  }

  private static void fill(BufferedImage target, int argb) {
    Graphics2D graphics = graphics(target);
    graphics.setColor(new Color(argb, true));
    graphics.fillRect(0, 0, target.getWidth(), target.getHeight());
    graphics.dispose();
  }

  private static void paint(BufferedImage picture, BufferedImage target) {
    Graphics2D graphics = graphics(target);
    graphics.drawImage(picture, 0, 0, target.getWidth(), target.getHeight(), null);
    graphics.dispose();
  }

  static Graphics2D graphics(BufferedImage target) {
    Graphics2D graphics = target.createGraphics();
    graphics.setComposite(AlphaComposite.SrcOver);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return graphics;
  }
}
