package dev.pappus.format.apk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApkPathOutlineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "M1 2L5 2L5 8L1 8Z | 1 | 2 | 4 | 6",
        "m1,2 4,0 0,6 -4,0z | 1 | 2 | 4 | 6",
        "M1 2H5V8H1Z | 1 | 2 | 4 | 6",
        "M1.5.5l-1-.5 | .5 | 0 | 1 | .5",
        "M0 5a5 5 0 1 0 10 0a5 5 0 1 0-10 0 | 0 | 0 | 10 | 10",
        "M0 5a5,5 0 0110,0 | 0 | 0 | 10 | 5",
        "M0 0q5 10 10 0t10 0 | 0 | -5 | 20 | 10",
        "M0 0c0 4 10 4 10 0s10-4 10 0 | 0 | -3 | 20 | 6",
        "M1e1 2E0L20 2 | 10 | 2 | 10 | 0"
      })
  void drawsWhatSvgWouldDraw(String data, double x, double y, double width, double height) {
    Path2D path = PathOutline.parse(data);

    Rectangle2D bounds = flat(path);

    assertThat(bounds.getX()).isCloseTo(x, within(0.05));
    assertThat(bounds.getY()).isCloseTo(y, within(0.05));
    assertThat(bounds.getWidth()).isCloseTo(width, within(0.05));
    assertThat(bounds.getHeight()).isCloseTo(height, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "L1 1", "garbage", "M", "M1", "Mx y", "M NaN 1", "z"})
  void drawsNothingOfWhatIsNoOutline(String data) {
    assertThat(PathOutline.parse(data).getCurrentPoint()).isNull();
  }

  @Test
  void keepsWhatStandsBeforeAMistake() {
    assertThat(PathOutline.parse("M0 0L4 4L5,x").getBounds2D().getWidth()).isEqualTo(4);
  }

  @Test
  void keepsNumbersWithinBounds() {
    Rectangle2D bounds = PathOutline.parse("M0 0L1e300 1e300A1e-300 1 0 0 0 9 9").getBounds2D();

    assertThat(bounds.getWidth()).isLessThanOrEqualTo(100_000);
  }

  /** Bounds of the curve itself, not of its control points. */
  private static Rectangle2D flat(Path2D path) {
    Path2D.Double flat = new Path2D.Double();
    flat.append(path.getPathIterator(null, 0.01), false);
    return flat.getBounds2D();
  }
}
