package dev.pappus.format.aab;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pappus.format.FuzzRun;
import dev.pappus.format.IconFixture;
import dev.pappus.format.PackageFile;
import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifest and the resource table of a bundle, each beside a sound other one. */
class AabFuzzTest {
  private static final List<String> ENTRIES = List.of(AabFixture.MANIFEST, "base/resources.pb");

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String name = ENTRIES.get(Math.floorMod(input[0], ENTRIES.size()));
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    FuzzRun.inspect(new AabFormat(), sample().zip().without(name).entry(name, bytes));
  }

  private static AabFixture sample() {
    return AabFixture.bundle("org.example.demo")
        .version("1.0")
        .versionCode(7)
        .minimumSdk(21)
        .permission("android.permission.INTERNET")
        .name("Demo")
        .nameIn("de", "Probe")
        .icon(160, IconFixture.png(8, Color.RED));
  }

  static Stream<byte[]> seeds() throws IOException {
    Stream.Builder<byte[]> seeds = Stream.builder();
    try (PackageFile file = FuzzRun.open(sample().bytes())) {
      for (int i = 0; i < ENTRIES.size(); i++) {
        seeds.add(FuzzRun.input(i, file.read(ENTRIES.get(i), 1 << 16).orElseThrow()));
      }
    }
    return Stream.concat(seeds.build(), FuzzRun.entries(0, AabFixture.MANIFEST::equals));
  }
}
