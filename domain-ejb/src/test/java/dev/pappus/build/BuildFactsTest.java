package dev.pappus.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BuildFactsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

  @Test
  void tellsWarningsFromTheRest() {
    BuildFacts facts = of("{'abis':'x86','warnings':'unsigned,debuggable','sdk':'9'}");

    assertThat(facts.warnings(NOW)).containsExactly("unsigned", "debuggable");
    assertThat(facts.values().keySet()).containsExactly("abis", "sdk");
    assertThat(facts.profileEnd()).isEmpty();
  }

  @Test
  void judgesAProfileOnTheDayItIsAsked() {
    BuildFacts facts = of("{'profileExpires':'2026-06-03T10:00:00Z'}");

    assertThat(facts.warnings(NOW.minusSeconds(1))).isEmpty();
    assertThat(facts.warnings(NOW)).containsExactly("profile-expires-soon");
    assertThat(facts.warnings(Instant.parse("2026-06-03T10:00:00Z")))
        .containsExactly("expired-profile");
  }

  @Test
  void hasNothingToSayOfAPlainFile() {
    assertThat(of("{}").warnings(NOW)).isEmpty();
    assertThat(of("{}").values()).isEmpty();
  }

  private static BuildFacts of(String json) {
    return BuildFacts.of(json.replace('\'', '"'));
  }
}
