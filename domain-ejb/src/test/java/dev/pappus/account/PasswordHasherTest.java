package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHasherTest {
  private final PasswordHasher hasher = new PasswordHasher();

  @Test
  void isArgon2idWithASaltOfItsOwn() {
    assertThat(hasher.hash("a long sentence"))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .isNotEqualTo(hasher.hash("a long sentence"));
  }

  @Test
  void cutsNothingOff() {
    String hash = hasher.hash("x".repeat(200));

    assertThat(hasher.matches("x".repeat(200), hash)).isTrue();
    assertThat(hasher.matches("x".repeat(199), hash)).isFalse();
    assertThat(hasher.matches("x".repeat(199) + "y", hash)).isFalse();
    assertThat(hasher.matches(" " + "x".repeat(200), hash)).isFalse();
  }

  /** An input method writes full-width digits, another keyboard an accent of its own. */
  @Test
  void takesForTheSameWhatLooksTheSame() {
    assertThat(hasher.matches("caf\u00e9 1234", hasher.hash("cafe\u0301 １２３４"))).isTrue();
    assertThat(hasher.matches("cafe 1234", hasher.hash("caf\u00e9 1234"))).isFalse();
  }
}
