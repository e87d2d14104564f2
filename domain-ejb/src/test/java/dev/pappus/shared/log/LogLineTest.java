package dev.pappus.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {

  @Test
  void writesFieldsInTheirOrder() {
    String line =
        LogLine.of("build.published")
            .with("build", "bld_1")
            .with("size", 7)
            .with("none", null)
            .toString();

    assertThat(line).isEqualTo("build.published build=bld_1 size=7");
  }

  @Test
  void letsNobodyBeginALine() {
    String line = LogLine.of("x").with("name", "a\r\nERROR \"b\"\u2028c").toString();

    assertThat(line).isEqualTo("x name=\"a\\u000d\\u000aERROR \\\"b\\\"\\u2028c\"");
  }
}
