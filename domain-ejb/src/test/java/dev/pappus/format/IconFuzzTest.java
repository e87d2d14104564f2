package dev.pappus.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.Color;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures: PNG, Apple's variant of it, and WebP. */
class IconFuzzTest {

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    FuzzRun.of(
        () -> {
          IconReader.width(input, ArchiveLimits.standard());
          IconReader.read(input, ArchiveLimits.standard());
        });
  }

  static Stream<byte[]> seeds() {
    return Stream.concat(
        Stream.of(
            IconFixture.png(8, Color.RED),
            IconFixture.cgbi(8, new Color(0, 0, 255, 100)),
            IconFixture.claiming(60_000, 60_000),
            IconFixture.webpThatEndsEarly(),
            WebPFixture.red(8),
            WebPFixture.withGroups(8, 3),
            WebPFixture.withGroups(8, 300),
            WebPFixture.withTransforms(8, 1),
            WebPFixture.withTransforms(8, 2),
            WebPFixture.withLongCodes(2)),
        FuzzRun.entries(name -> name.endsWith(".png") || name.endsWith(".webp")));
  }
}
