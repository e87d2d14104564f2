package dev.pappus.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedPathTest {

  @ParameterizedTest
  @CsvSource({
    "/receiver/0123abcd, /receiver/***",
    "/receiver/0123abcd/dlv_1, /receiver/***/dlv_1",
    "/bin/0123abcd/x, /bin/***/x",
    "/api/v1/apps, /api/v1/apps",
    "/dandelion, /dandelion"
  })
  void leavesOutWhatIsAKeyByItself(String path, String logged) {
    assertThat(LoggedPath.of(path)).isEqualTo(logged);
  }
}
