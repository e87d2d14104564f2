package dev.pappus.rest.pgyer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PgyerCodeTest {

  @ParameterizedTest
  @CsvSource({
    "unauthenticated, 1002",
    "account-under-review, 1002",
    "app-not-found, 1009",
    "build-not-found, 1009",
    "package-unreadable, 1271",
    "file-too-large, 1271",
    "file-missing, 1280",
    "plan-limit, 1216",
    "forbidden, 1081",
    "something-new, 1081"
  })
  void saysAProblemByItsNumber(String problem, int number) {
    assertThat(PgyerCode.ofProblem(problem).number()).isEqualTo(number);
  }

  @ParameterizedTest
  @EnumSource
  void findsItsOwn(PgyerCode code) {
    assertThat(PgyerCode.ofProblem(code.problem())).isEqualTo(code);
  }

  /** Several clients give up on it. */
  @Test
  void never1246() {
    assertThat(Arrays.stream(PgyerCode.values()).map(PgyerCode::number)).doesNotContain(1246);
  }
}
