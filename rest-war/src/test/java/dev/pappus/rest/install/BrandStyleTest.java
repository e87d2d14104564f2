package dev.pappus.rest.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrandStyleTest {
  @Test
  void putsLightOnDarkAndDarkOnLight() {
    assertThat(BrandStyle.css("#7a4b9a"))
        .isEqualTo(":root{--brand:#7a4b9a;--brand-text:#ffffff;--brand-strong:#684083}");
    assertThat(BrandStyle.css("#ffd400"))
        .isEqualTo(":root{--brand:#ffd400;--brand-text:#111111;--brand-strong:#ffda26}");
  }

  /** WCAG 2.2, success criterion 1.4.3: 4.5 for text. */
  @ParameterizedTest
  @ValueSource(
      strings = {"#000000", "#ffffff", "#808080", "#777777", "#ff0000", "#00ff00", "#0000ff"})
  void wordsCanBeRead(String color) {
    Matcher found =
        Pattern.compile("--brand:#(\\w+);--brand-text:#(\\w+);--brand-strong:#(\\w+)")
            .matcher(BrandStyle.css(color));
    assertThat(found.find()).isTrue();
    int text = Integer.parseInt(found.group(2), 16);

    assertThat(BrandStyle.contrast(Integer.parseInt(found.group(1), 16), text)).isGreaterThan(4.4);
    assertThat(BrandStyle.contrast(Integer.parseInt(found.group(3), 16), text)).isGreaterThan(4.4);
  }

  @Test
  void measuresContrastAsTheGuidelinesDo() {
    assertThat(BrandStyle.contrast(0x000000, 0xffffff)).isCloseTo(21, within(0.001));
    assertThat(BrandStyle.contrast(0x777777, 0xffffff)).isCloseTo(4.48, within(0.01));
  }

  /** The hash of the empty text is well known. */
  @Test
  void namesTheStyleByItsHash() {
    assertThat(BrandStyle.source(""))
        .isEqualTo("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
  }
}
