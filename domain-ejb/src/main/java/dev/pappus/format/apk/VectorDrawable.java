package dev.pappus.format.apk;

import dev.pappus.format.apk.BinaryXml.Element;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Draws a vector drawable
 * (developer.android.com/reference/android/graphics/drawable/VectorDrawable): groups, and paths
 * with plain colours. Paths with gradients are left out.
 */
final class VectorDrawable implements BinaryXml.ElementSink {
  private static final int ROTATION = 0x01010326;
  private static final int SCALE_X = 0x01010324;
  private static final int SCALE_Y = 0x01010325;
  private static final int PIVOT_X = 0x010101b5;
  private static final int PIVOT_Y = 0x010101b6;
  private static final int TRANSLATE_X = 0x0101045a;
  private static final int TRANSLATE_Y = 0x0101045b;
  private static final int VIEWPORT_WIDTH = 0x01010402;
  private static final int VIEWPORT_HEIGHT = 0x01010403;
  private static final int FILL_COLOR = 0x01010404;
  private static final int PATH_DATA = 0x01010405;
  private static final int STROKE_COLOR = 0x01010406;
  private static final int STROKE_WIDTH = 0x01010407;
  private static final int STROKE_ALPHA = 0x010104cb;
  private static final int FILL_ALPHA = 0x010104cc;
  private static final int FILL_TYPE = 0x0101051e;
  private static final int EVEN_ODD = 1;
  private static final double MAX_VIEWPORT = 10_000;
  private static final int MAX_ELEMENTS = 500;

  private final ResourceTable table;
  private final BufferedImage target;

  /** The place of what lies in the element of each depth. */
  private final List<AffineTransform> places = new ArrayList<>();

  private final IntConsumer outlines;
  private int elements;
  private boolean drawn;

  private VectorDrawable(ResourceTable table, BufferedImage target, IntConsumer outlines) {
    this.table = table;
    this.target = target;
    this.outlines = outlines;
  }

  /**
   * Draws it.
   *
   * @param outlines told the length of each outline before it is drawn; throws what it likes if
   *     that is too much
   * @return whether there was anything to draw
   */
  static boolean draw(
      BinaryXml xml, ResourceTable table, BufferedImage target, IntConsumer outlines) {
    VectorDrawable vector = new VectorDrawable(table, target, outlines);
    xml.read(vector);
    return vector.drawn;
  }

  @Override
  public void start(int depth, Element element) {
    if (++elements > MAX_ELEMENTS || depth > places.size()) {
      throw Bytes.malformed();
    }
    while (places.size() > depth) {
      places.remove(places.size() - 1);
    }
    if (depth == 0) {
      places.add(viewport(element));
      return;
    }
    AffineTransform place = new AffineTransform(places.get(depth - 1));
    if (element.isNamed("group")) {
      place.concatenate(group(element));
    } else if (element.isNamed("path")) {
      path(element, place);
    }
    places.add(place);
  }

  private AffineTransform viewport(Element element) {
    double width = number(element, VIEWPORT_WIDTH, 0);
    double height = number(element, VIEWPORT_HEIGHT, 0);
    if (!(width > 0 && height > 0 && width <= MAX_VIEWPORT && height <= MAX_VIEWPORT)) {
      throw Bytes.malformed();
    }
    return AffineTransform.getScaleInstance(target.getWidth() / width, target.getHeight() / height);
  }

  private AffineTransform group(Element element) {
    double pivotX = number(element, PIVOT_X, 0);
    double pivotY = number(element, PIVOT_Y, 0);
    AffineTransform group =
        AffineTransform.getTranslateInstance(
            number(element, TRANSLATE_X, 0) + pivotX, number(element, TRANSLATE_Y, 0) + pivotY);
    group.rotate(Math.toRadians(number(element, ROTATION, 0)));
    group.scale(number(element, SCALE_X, 1), number(element, SCALE_Y, 1));
    group.translate(-pivotX, -pivotY);
    return group;
  }

  private void path(Element element, AffineTransform place) {
    ResourceValue value = resolved(element, PATH_DATA);
    String data = value == null || !value.isString() ? null : pathData(element, value);
    Color fill = color(element, FILL_COLOR, FILL_ALPHA);
    Color stroke = color(element, STROKE_COLOR, STROKE_ALPHA);
    double width = number(element, STROKE_WIDTH, 0);
    if (data == null || (fill == null && (stroke == null || width <= 0))) {
      return;
    }
    outlines.accept(data.length());
    Path2D.Double path = PathOutline.parse(data);
    path.setWindingRule(
        number(element, FILL_TYPE, 0) == EVEN_ODD ? Path2D.WIND_EVEN_ODD : Path2D.WIND_NON_ZERO);
    Graphics2D graphics = DrawableReader.graphics(target);
    graphics.transform(place);
    if (fill != null) {
      graphics.setColor(fill);
      graphics.fill(path);
    }
    if (stroke != null && width > 0) {
      graphics.setColor(stroke);
      graphics.setStroke(
          new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4));
      graphics.draw(path);
    }
    graphics.dispose();
    drawn = true;
  }

  private @Nullable String pathData(Element element, ResourceValue resolved) {
    ResourceValue own = element.android(PATH_DATA);
    return own != null && own.isReference() ? table.text(own.data()) : element.string(resolved);
  }

  private @Nullable Color color(Element element, int attribute, int alphaAttribute) {
    ResourceValue value = resolved(element, attribute);
    if (value == null || !value.isColor()) {
      return null;
    }
    double alpha = Math.max(0, Math.min(1, number(element, alphaAttribute, 1)));
    int argb = value.data();
    return new Color((argb & 0xffffff) | ((int) Math.round((argb >>> 24) * alpha) << 24), true);
  }

  private @Nullable ResourceValue resolved(Element element, int attribute) {
    ResourceValue value = element.android(attribute);
    return value == null ? null : DrawableReader.resolved(table, value);
  }

  private double number(Element element, int attribute, double otherwise) {
    ResourceValue value = resolved(element, attribute);
    double number = value == null ? Double.NaN : value.number();
    return Double.isNaN(number) || Math.abs(number) > MAX_VIEWPORT ? otherwise : number;
  }
}
