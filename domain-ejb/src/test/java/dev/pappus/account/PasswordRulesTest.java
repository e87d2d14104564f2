package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.problem.DomainException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private final PasswordRules rules = new PasswordRules();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse",
        "kx7-Pq9!zT",
        "      a b     ",
        "密码要长一点才安全呢",
        "\ud83d\udc18\ud83d\udc12\ud83d\udc04\ud83d\udc16\ud83d\udc08\ud83d\udc0a\ud83d\udc0b\ud83d\udc0d\ud83d\udc0e\ud83d\udc0f"
      })
  void takesAnyCharacters(String password) {
    assertThatCode(() -> rules.check("password", password, "ann@example.com"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ninechars",
        "ann.with.a.long.name@example.com",
        "ANN.WITH.A.LONG.NAME",
        "qwertyuiop",
        "Password123",
        "aaaaaaaaaaaa",
        "abababababab",
        "with a NUL \0 in it",
        "half of a pair \ud83d here"
      })
  void refusesTheShortTheAddressAndTheCommonest(String password) {
    assertThatThrownBy(() -> rules.check("password", password, "ann.with.a.long.name@example.com"))
        .isInstanceOf(DomainException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 100_000})
  void refusesTheLong(int length) {
    assertThatThrownBy(() -> rules.check("password", "ab-".repeat(length / 3 + 1), "a@b"))
        .isInstanceOf(DomainException.class);
  }
}
