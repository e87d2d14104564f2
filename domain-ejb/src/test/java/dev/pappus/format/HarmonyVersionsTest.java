package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HarmonyVersionsTest {

  @Test
  void takesTheNumberApart() {
    assertThat(HarmonyVersions.named("50000012")).isEqualTo("5.0.0 (API 12)");
    assertThat(HarmonyVersions.named("50101019")).isEqualTo("5.1.1 (API 19)");
    assertThat(HarmonyVersions.named("60000020")).isEqualTo("6.0.0 (API 20)");
  }

  @Test
  void leavesAnOlderLevelOne() {
    assertThat(HarmonyVersions.named("9")).isEqualTo("API 9");
  }

  @Test
  void leavesWhatIsNoNumber() {
    assertThat(HarmonyVersions.named("next")).isEqualTo("next");
  }
}
