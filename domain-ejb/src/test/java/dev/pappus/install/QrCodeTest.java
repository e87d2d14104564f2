package dev.pappus.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrCodeTest {

  @Test
  void drawsBlackOnWhiteWithAQuietZone() throws IOException {
    byte[] png =
        QrCode.png("https://apps.example.com/example?build=bld_01m87s1csxe32vcrp42ec8dz0q");

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(image.getHeight()).isBetween(400, 500);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
    int module = image.getWidth() / (37 + 8);
    assertThat(image.getRGB(4 * module + 1, 4 * module + 1)).isEqualTo(0xff000000);
    assertThat(png.length).isLessThan(4000);
  }
}
