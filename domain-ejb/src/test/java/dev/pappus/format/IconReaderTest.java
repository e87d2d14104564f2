package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class IconReaderTest {

  @Test
  void keepsColoursAndAlphaOfAnAppleIcon() throws IOException {
    Color colour = new Color(200, 100, 50, 128);

    IconImage icon =
        IconReader.read(IconFixture.cgbi(40, colour), ArchiveLimits.standard()).orElseThrow();

    Color seen = new Color(ImageIO.read(new ByteArrayInputStream(icon.png())).getRGB(3, 3), true);
    assertThat(seen.getAlpha()).isEqualTo(128);
    assertThat(seen.getRed()).isBetween(198, 202);
    assertThat(seen.getGreen()).isBetween(98, 102);
    assertThat(seen.getBlue()).isBetween(48, 52);
  }

  @Test
  void scalesALargeIconDown() {
    IconImage icon =
        IconReader.read(IconFixture.png(1500, Color.BLUE), ArchiveLimits.standard()).orElseThrow();

    assertThat(icon.width()).isEqualTo(512);
    assertThat(icon.height()).isEqualTo(512);
  }

  @Test
  void leavesASmallIconAsLargeAsItIs() {
    IconImage icon =
        IconReader.read(IconFixture.png(20, Color.BLUE), ArchiveLimits.standard()).orElseThrow();

    assertThat(icon.width()).isEqualTo(20);
  }

  @Test
  void doesNotDecodeWhatClaimsTooMuch() {
    assertThat(IconReader.width(IconFixture.claiming(60_000, 60_000), ArchiveLimits.standard()))
        .isZero();
    assertThat(IconReader.read(IconFixture.claiming(60_000, 60_000), ArchiveLimits.standard()))
        .isEmpty();
    assertThat(IconReader.read(IconFixture.claiming(0x80000001, 10), ArchiveLimits.standard()))
        .isEmpty();
  }

  @Test
  void takesNothingFromACutOrForeignFile() {
    byte[] cgbi = IconFixture.cgbi(120, Color.RED);

    assertThat(IconReader.read(Arrays.copyOf(cgbi, cgbi.length * 2 / 3), ArchiveLimits.standard()))
        .isEmpty();
    assertThat(IconReader.read(new byte[0], ArchiveLimits.standard())).isEmpty();
    assertThat(
            IconReader.read("<svg/>".getBytes(StandardCharsets.US_ASCII), ArchiveLimits.standard()))
        .isEmpty();
  }

  @Test
  void doesNotDecodeAWebPThatClaimsTooMuch() {
    assertThat(IconReader.width(webp(new byte[0], 63, 63), ArchiveLimits.standard())).isEqualTo(64);
    assertThat(IconReader.width(webp(new byte[0], 16_383, 16_383), ArchiveLimits.standard()))
        .isZero();
    assertThat(IconReader.read(webp(new byte[0], 16_383, 16_383), ArchiveLimits.standard()))
        .isEmpty();
  }

  @Test
  void stopsAtTheEndOfAWebPWhoseDecoderDoesNot() {
    assertThat(IconReader.width(IconFixture.webpThatEndsEarly(), ArchiveLimits.standard()))
        .isEqualTo(144);
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () ->
            assertThat(IconReader.read(IconFixture.webpThatEndsEarly(), ArchiveLimits.standard()))
                .isEmpty());
  }

  @Test
  void doesNotTrustAWebPCanvasOfAnotherSize() {
    ByteBuffer canvas = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
    canvas.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10);
    canvas.putInt(12, 47).putInt(14, 47 << 8);

    assertThat(IconReader.width(webp(canvas.array(), 47, 47), ArchiveLimits.standard()))
        .isEqualTo(48);
    assertThat(IconReader.width(webp(canvas.array(), 2000, 2000), ArchiveLimits.standard()))
        .isZero();
  }

  @Test
  void readsALosslessWebPWithManyCodesAndTransforms() throws IOException {
    byte[][] pictures = {
      WebPFixture.red(40), WebPFixture.withGroups(40, 5000), WebPFixture.withTransforms(40, 1)
    };

    for (byte[] picture : pictures) {
      IconImage icon = IconReader.read(picture, ArchiveLimits.standard()).orElseThrow();
      assertThat(ImageIO.read(new ByteArrayInputStream(icon.png())).getRGB(3, 3))
          .isEqualTo(0xffff0000);
    }
    assertThat(IconReader.read(WebPFixture.withLongCodes(40), ArchiveLimits.standard()))
        .isPresent();
  }

  @Test
  void doesNotDecodeAWebPWhoseCodesWouldFillTheHeap() {
    byte[] picture = WebPFixture.withGroups(64, 65_536);

    assertThat(IconReader.width(picture, ArchiveLimits.standard())).isEqualTo(64);
    assertThat(IconReader.read(picture, ArchiveLimits.standard())).isEmpty();
  }

  @Test
  void doesNotDecodeAWebPThatRepeatsATransform() {
    assertThat(IconReader.read(WebPFixture.withTransforms(40, 2), ArchiveLimits.standard()))
        .isEmpty();
  }

  /** A lossless picture's beginning, after the chunks given. */
  private static byte[] webp(byte[] before, int widthLessOne, int heightLessOne) {
    ByteBuffer file = ByteBuffer.allocate(30 + before.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(22 + before.length);
    file.put("WEBP".getBytes(StandardCharsets.US_ASCII)).put(before);
    file.put("VP8L".getBytes(StandardCharsets.US_ASCII)).putInt(10);
    file.put((byte) 0x2f).putInt(heightLessOne << 14 | widthLessOne);
    return file.array();
  }
}
