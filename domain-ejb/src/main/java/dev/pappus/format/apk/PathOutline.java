package dev.pappus.format.apk;

import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import org.jspecify.annotations.Nullable;

/**
 * The outline of a vector drawable, written as SVG writes it (SVG 1.1, 8.3: "Path data"). Reads as
 * much as makes sense, as renderers do.
 */
final class PathOutline {
  private static final int MAX_SEGMENTS = 20_000;

  /** Far outside of every drawing; keeps the numbers of the renderer sound. */
  private static final double MAX_COORDINATE = 100_000;

  private static final double LEAST_RADIUS = 1e-6;

  private final String text;
  private final Path2D.Double path = new Path2D.Double();
  private int at;
  private double x;
  private double y;
  private double startX;
  private double startY;
  private double controlX;
  private double controlY;

  private PathOutline(String text) {
    this.text = text;
  }

  static Path2D.Double parse(String text) {
    PathOutline outline = new PathOutline(text);
    outline.read();
    return outline.path;
  }

  private void read() {
    char command = 0;
    char previous = 0;
    for (int segments = 0; segments < MAX_SEGMENTS; segments++) {
      skipSeparators();
      if (at >= text.length()) {
        return;
      }
      char c = text.charAt(at);
      if (isCommand(c)) {
        command = c;
        at++;
      } else if (command == 'M') {
        command = 'L';
      } else if (command == 'm') {
        command = 'l';
      } else if (command == 0 || command == 'z' || command == 'Z') {
        return;
      }
      if (path.getCurrentPoint() == null && Character.toUpperCase(command) != 'M') {
        return;
      }
      double[] numbers = numbers(command);
      if (numbers == null) {
        return;
      }
      segment(command, previous, numbers);
      previous = Character.toUpperCase(command);
    }
  }

  private static boolean isCommand(char c) {
    return "MmLlHhVvCcSsQqTtAaZz".indexOf(c) >= 0;
  }

  private static int count(char command) {
    return switch (Character.toUpperCase(command)) {
      case 'Z' -> 0;
      case 'H', 'V' -> 1;
      case 'S', 'Q' -> 4;
      case 'C' -> 6;
      case 'A' -> 7;
      default -> 2;
    };
  }

  private double @Nullable [] numbers(char command) {
    double[] numbers = new double[count(command)];
    boolean arc = command == 'a' || command == 'A';
    for (int i = 0; i < numbers.length; i++) {
      skipSeparators();
      double number = arc && (i == 3 || i == 4) ? flag() : number();
      if (Double.isNaN(number)) {
        return null;
      }
      numbers[i] = Math.max(-MAX_COORDINATE, Math.min(MAX_COORDINATE, number));
    }
    return numbers;
  }

  private void skipSeparators() {
    while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == ',')) {
      at++;
    }
  }

  /** Flags of an arc may stand without separators: {@code 0 01.5}. */
  private double flag() {
    char c = at < text.length() ? text.charAt(at) : 0;
    if (c != '0' && c != '1') {
      return Double.NaN;
    }
    at++;
    return c - '0';
  }

  private double number() {
    int from = at;
    boolean point = false;
    boolean exponent = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      char before = at > from ? text.charAt(at - 1) : 0;
      if (c == '+' || c == '-') {
        if (at > from && before != 'e' && before != 'E') {
          break;
        }
      } else if (c == '.') {
        if (point || exponent) {
          break;
        }
        point = true;
      } else if (c == 'e' || c == 'E') {
        if (exponent || at == from) {
          break;
        }
        exponent = true;
      } else if (c < '0' || c > '9') {
        break;
      }
    }
    try {
      return Double.parseDouble(text.substring(from, at));
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  private void segment(char command, char previous, double[] n) {
    boolean relative = Character.isLowerCase(command);
    double baseX = relative ? x : 0;
    double baseY = relative ? y : 0;
    switch (Character.toUpperCase(command)) {
      case 'M' -> {
        move(baseX + n[0], baseY + n[1]);
        startX = x;
        startY = y;
        path.moveTo(x, y);
      }
      case 'L' -> line(baseX + n[0], baseY + n[1]);
      case 'H' -> line(baseX + n[0], y);
      case 'V' -> line(x, baseY + n[0]);
      case 'C' ->
          cubic(baseX + n[0], baseY + n[1], baseX + n[2], baseY + n[3], baseX + n[4], baseY + n[5]);
      case 'S' -> {
        boolean smooth = previous == 'C' || previous == 'S';
        double firstX = smooth ? 2 * x - controlX : x;
        double firstY = smooth ? 2 * y - controlY : y;
        cubic(firstX, firstY, baseX + n[0], baseY + n[1], baseX + n[2], baseY + n[3]);
      }
      case 'Q' -> quadratic(baseX + n[0], baseY + n[1], baseX + n[2], baseY + n[3]);
      case 'T' -> {
        boolean smooth = previous == 'Q' || previous == 'T';
        double firstX = smooth ? 2 * x - controlX : x;
        double firstY = smooth ? 2 * y - controlY : y;
        quadratic(firstX, firstY, baseX + n[0], baseY + n[1]);
      }
      case 'A' -> arc(n, baseX + n[5], baseY + n[6]);
      default -> {
        path.closePath();
        move(startX, startY);
        path.moveTo(x, y);
      }
    }
  }

  private void move(double toX, double toY) {
    x = toX;
    y = toY;
  }

  private void line(double toX, double toY) {
    path.lineTo(toX, toY);
    move(toX, toY);
  }

  private void cubic(double aX, double aY, double bX, double bY, double toX, double toY) {
    path.curveTo(aX, aY, bX, bY, toX, toY);
    controlX = bX;
    controlY = bY;
    move(toX, toY);
  }

  private void quadratic(double aX, double aY, double toX, double toY) {
    path.quadTo(aX, aY, toX, toY);
    controlX = aX;
    controlY = aY;
    move(toX, toY);
  }

  /** From end points to centre and angles: SVG 1.1, F.6.5 and F.6.6. */
  private void arc(double[] n, double toX, double toY) {
    double radiusX = Math.abs(n[0]);
    double radiusY = Math.abs(n[1]);
    if (radiusX < LEAST_RADIUS || radiusY < LEAST_RADIUS || (toX == x && toY == y)) {
      line(toX, toY);
      return;
    }
    double turn = Math.toRadians(n[2]);
    Point2D half =
        AffineTransform.getRotateInstance(-turn)
            .transform(new Point2D.Double((x - toX) / 2, (y - toY) / 2), null);
    double squareX = half.getX() * half.getX();
    double squareY = half.getY() * half.getY();
    double grow = Math.sqrt(squareX / (radiusX * radiusX) + squareY / (radiusY * radiusY));
    if (grow > 1) {
      radiusX *= grow;
      radiusY *= grow;
    }
    double below = radiusX * radiusX * squareY + radiusY * radiusY * squareX;
    double above = radiusX * radiusX * radiusY * radiusY - below;
    double factor = Math.sqrt(Math.max(0, above / below)) * (n[3] == n[4] ? -1 : 1);
    double centreX = factor * radiusX * half.getY() / radiusY;
    double centreY = -factor * radiusY * half.getX() / radiusX;
    double from = angle((half.getX() - centreX) / radiusX, (half.getY() - centreY) / radiusY);
    double to = angle((-half.getX() - centreX) / radiusX, (-half.getY() - centreY) / radiusY);
    double extent = to - from;
    if (n[4] == 0 && extent > 0) {
      extent -= 360;
    } else if (n[4] != 0 && extent < 0) {
      extent += 360;
    }
    Arc2D.Double arc =
        new Arc2D.Double(
            centreX - radiusX,
            centreY - radiusY,
            2 * radiusX,
            2 * radiusY,
            -from,
            -extent,
            Arc2D.OPEN);
    AffineTransform place = AffineTransform.getTranslateInstance((x + toX) / 2, (y + toY) / 2);
    place.rotate(turn);
    path.append(arc.getPathIterator(place), true);
    move(toX, toY);
  }

  private static double angle(double x, double y) {
    return Math.toDegrees(Math.atan2(y, x));
  }
}
