package dev.pappus.format.dmg;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pappus.format.FuzzRun;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The trailer of a disk image, and what lies before it. */
class DmgFuzzTest {

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    FuzzRun.inspectIfRecognised(new DmgFormat(), input);
  }

  static Stream<byte[]> seeds() {
    return Stream.of(new DmgFormatTest().sample());
  }
}
