package dev.pappus.format.macos;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pappus.format.FuzzRun;
import dev.pappus.format.ZipFixture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Property list, icon and program of an app, each beside sound other ones. */
class MacZipFuzzTest {
  private static final int INFO = 0;
  private static final List<String> ENTRIES =
      List.of(
          MacZipFormatTest.CONTENTS + "Info.plist",
          MacZipFormatTest.CONTENTS + "Resources/AppIcon.icns",
          MacZipFormatTest.CONTENTS + "MacOS/Demo");

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int kind = Math.floorMod(input[0], ENTRIES.size());
    ZipFixture zip = new ZipFixture();
    for (int i = 0; i < ENTRIES.size(); i++) {
      zip.entry(
          ENTRIES.get(i),
          i == kind ? Arrays.copyOfRange(input, 1, input.length) : MacZipFormatTest.parts().get(i));
    }
    FuzzRun.inspect(new MacZipFormat(), zip);
  }

  static Stream<byte[]> seeds() {
    Stream.Builder<byte[]> seeds = Stream.builder();
    for (int i = 0; i < ENTRIES.size(); i++) {
      seeds.add(FuzzRun.input(i, MacZipFormatTest.parts().get(i)));
    }
    return Stream.concat(seeds.build(), FuzzRun.entries(INFO, name -> name.endsWith("Info.plist")));
  }
}
