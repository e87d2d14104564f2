package dev.pappus.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrashLogHeaderTest {

  @Test
  void readsApplesTextForm() {
    String log = "Incident Identifier: 1\nVersion:             2.4 (139)\nCode Type: ARM-64\n";

    assertThat(CrashLogHeader.of(log)).isEqualTo(new CrashLogHeader("2.4", "139"));
  }

  @Test
  void takesApplesQuestionMarksForNothing() {
    assertThat(CrashLogHeader.of("Version:         ??? (7)\n"))
        .isEqualTo(new CrashLogHeader("", "7"));
  }

  @Test
  void readsTheFirstLineOfAnIpsFile() {
    String log = "{\"app_name\":\"A\",\"app_version\":\"1.0\",\"build_version\":\"5\"}\n{}";

    assertThat(CrashLogHeader.of(log)).isEqualTo(new CrashLogHeader("1.0", "5"));
  }

  @Test
  void readsTheLinesOfAndroidKits() {
    String log = "Package: a.b\nVersion Code: 139\nVersion Name: 2.4\n\njava.lang.Error\n";

    assertThat(CrashLogHeader.of(log)).isEqualTo(new CrashLogHeader("2.4", "139"));
  }

  @Test
  void findsNothingInAStackTrace() {
    assertThat(CrashLogHeader.of("java.lang.Error: Version: x\n\tat a.B.c(B.java:1)\n"))
        .isEqualTo(new CrashLogHeader("", ""));
  }
}
