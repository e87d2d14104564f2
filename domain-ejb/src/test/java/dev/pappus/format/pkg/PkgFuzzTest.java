package dev.pappus.format.pkg;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pappus.format.FuzzRun;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** An installer package as it is, and its table of contents, which is packed. */
class PkgFuzzTest {
  private static final int WHOLE = 0;
  private static final int TABLE = 1;
  private static final int HEAP = 100;

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    FuzzRun.inspectIfRecognised(
        new PkgFormat(),
        Math.floorMod(input[0], 2) == WHOLE ? bytes : PkgFormatTest.pkg(bytes, HEAP));
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
        FuzzRun.input(WHOLE, new PkgFormatTest().sample()),
        FuzzRun.input(TABLE, PkgFormatTest.tableWithAll()));
  }
}
