package dev.pappus.format.apk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.IconFixture;
import dev.pappus.format.IconImage;
import dev.pappus.format.InspectorFixture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Icons that a package describes only in XML. */
class ApkIconTest {
  private static final int DRAWABLE = 0x01010199;
  private static final int INSET = 0x010104b5;
  private static final int VIEWPORT_WIDTH = 0x01010402;
  private static final int VIEWPORT_HEIGHT = 0x01010403;
  private static final int FILL_COLOR = 0x01010404;
  private static final int PATH_DATA = 0x01010405;
  private static final int STROKE_COLOR = 0x01010406;
  private static final int STROKE_WIDTH = 0x01010407;
  private static final int TRANSLATE_X = 0x0101045a;
  private static final int BLUE = 0xff0000ff;
  private static final int RED = 0xffff0000;

  @TempDir Path folder;

  @Test
  void drawsThePictureInFrontOverTheColourBehind() throws IOException {
    byte[] icon =
        new XmlFixture()
            .start("adaptive-icon")
            .start("background")
            .color(DRAWABLE, BLUE)
            .end()
            .start("foreground")
            .start("inset")
            .value(DRAWABLE, ResourceValue.REFERENCE, ApkFixture.DRAWABLE)
            .value(INSET, ResourceValue.FRACTION, 0x20000000 | 3 << 4)
            .end()
            .end()
            .end()
            .bytes();

    BufferedImage image = draw(app(icon).drawable("res/front.png", IconFixture.png(48, Color.RED)));

    assertThat(image.getWidth()).isEqualTo(192);
    assertThat(image.getRGB(2, 2)).isEqualTo(BLUE);
    assertThat(image.getRGB(96, 96)).isEqualTo(RED);
  }

  @Test
  void drawsTheOutlinesOfAVectorDrawable() throws IOException {
    byte[] vector = square(RED).bytes();

    BufferedImage image = draw(app(vector));

    assertThat(image.getRGB(60, 60)).isEqualTo(RED);
    assertThat(image.getRGB(20, 20)).isZero();
    assertThat(image.getRGB(180, 60)).isZero();
  }

  @Test
  void drawsAVectorDrawableAsTheLayerOfAnAdaptiveIcon() throws IOException {
    byte[] icon =
        new XmlFixture()
            .start("adaptive-icon")
            .start("foreground")
            .value(DRAWABLE, ResourceValue.REFERENCE, ApkFixture.DRAWABLE)
            .end()
            .end()
            .bytes();

    BufferedImage image = draw(app(icon).drawable("res/front.xml", square(RED).bytes()));

    assertThat(image.getRGB(96, 96)).isEqualTo(RED);
    assertThat(image.getRGB(2, 96)).isZero();
  }

  @Test
  void movesWhatLiesInAGroup() throws IOException {
    byte[] vector =
        vector()
            .start("group")
            .number(TRANSLATE_X, 12)
            .start("path")
            .color(STROKE_COLOR, RED)
            .number(STROKE_WIDTH, 2)
            .text(PATH_DATA, "M2,0v24")
            .end()
            .end()
            .end()
            .bytes();

    BufferedImage image = draw(app(vector));

    assertThat(image.getRGB(14 * 8, 96)).isEqualTo(RED);
    assertThat(image.getRGB(2 * 8, 96)).isZero();
  }

  @Test
  void hasNoIconWhereNothingCanBeDrawn() throws IOException {
    byte[] circle =
        new XmlFixture()
            .start("inset")
            .value(DRAWABLE, ResourceValue.REFERENCE, ApkFixture.DRAWABLE)
            .end()
            .bytes();

    assertThat(icon(app(XmlFixture.garbage()))).isNull();
    assertThat(icon(app(new XmlFixture().start("selector").end().bytes()))).isNull();
    assertThat(icon(app(circle).drawable("res/loop.xml", circle))).isNull();
    assertThat(icon(app(vector().end().bytes()))).isNull();
  }

  @Test
  void comesToAnEndWhateverTheDrawing() {
    XmlFixture vector = vector();
    for (int i = 0; i < 400; i++) {
      vector
          .start("path")
          .color(FILL_COLOR, RED)
          .text(PATH_DATA, "M0,0" + "l9e9,9-9e9,3".repeat(40));
      vector.end();
    }
    byte[] icon = vector.end().bytes();

    Assertions.assertTimeout(Duration.ofSeconds(8), () -> icon(app(icon)));
  }

  /** What was drawn in vain counts as well: otherwise forty files could cost a minute. */
  @Test
  void drawsNoMoreThanOneAllowanceForAllFilesOfAnIcon() throws IOException {
    XmlFixture damaged = vector();
    for (int i = 0; i < 5; i++) {
      damaged.start("path").color(FILL_COLOR, RED).text(PATH_DATA, "M0,0" + "l9,9".repeat(2500));
      damaged.end();
    }
    // a text longer than a string pool may have
    damaged.start("path").color(FILL_COLOR, RED).text(PATH_DATA, "l9,9".repeat(10_000));
    byte[] bytes = damaged.end().end().bytes();
    ApkFixture one = ApkFixture.app("com.example.app").icon(1, "res/1.xml", bytes);
    ApkFixture many = ApkFixture.app("com.example.app");
    for (int i = 1; i <= 6; i++) {
      many.icon(i, "res/" + i + ".xml", bytes);
    }

    assertThat(icon(one.icon(640, "res/icon.xml", square(RED).bytes()))).isNotNull();
    assertThat(icon(many.icon(640, "res/icon.xml", square(RED).bytes()))).isNull();
  }

  private static XmlFixture vector() {
    return new XmlFixture().start("vector").number(VIEWPORT_WIDTH, 24).number(VIEWPORT_HEIGHT, 24);
  }

  /** From a quarter to the half of the width, and in the adaptive one in the middle. */
  private static XmlFixture square(int argb) {
    return vector()
        .start("path")
        .color(FILL_COLOR, argb)
        .text(PATH_DATA, "M6 6h10v10H6z")
        .end()
        .end();
  }

  private static ApkFixture app(byte[] icon) {
    return ApkFixture.app("com.example.app").icon(640, "res/icon.xml", icon);
  }

  private @Nullable IconImage icon(ApkFixture apk) throws IOException {
    return InspectorFixture.with(List.of(new ApkFormat()))
        .inspect(Files.write(folder.resolve("package"), apk.bytes()), "upload.apk")
        .icon();
  }

  private BufferedImage draw(ApkFixture apk) throws IOException {
    IconImage icon = Objects.requireNonNull(icon(apk));
    return ImageIO.read(new ByteArrayInputStream(icon.png()));
  }
}
