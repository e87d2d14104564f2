package dev.pappus.format.exe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pappus.format.FuzzRun;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The headers of a program. */
class ExeFuzzTest {

  @MethodSource("seeds")
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    FuzzRun.inspectIfRecognised(new ExeFormat(), input);
  }

  static Stream<byte[]> seeds() {
    return Stream.of(new ExeFormatTest().sample());
  }
}
