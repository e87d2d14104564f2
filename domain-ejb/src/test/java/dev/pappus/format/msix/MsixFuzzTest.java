package dev.pappus.format.msix;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pappus.format.FuzzRun;
import dev.pappus.format.IconFixture;
import dev.pappus.format.ZipFixture;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifest of a package and that of a bundle. */
class MsixFuzzTest {
  private static final List<String> ENTRIES =
      List.of("AppxManifest.xml", "AppxMetadata/AppxBundleManifest.xml");

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (input.length == 0) {
      return;
    }
    ZipFixture zip =
        new ZipFixture()
            .entry("Assets/StoreLogo.scale-100.png", IconFixture.png(8, Color.RED))
            .entry(
                ENTRIES.get(Math.floorMod(input[0], ENTRIES.size())),
                Arrays.copyOfRange(input, 1, input.length));
    FuzzRun.inspect(new MsixFormat(), zip);
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
        FuzzRun.input(0, MsixFormatTest.manifest()), FuzzRun.input(1, MsixFormatTest.bundle()));
  }
}
