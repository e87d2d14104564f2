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
        "correct horse battery",
        "kx7-Pq9!zT.w",
        "  two   blanks  ",
        "密码要长一点才安全呢对吧",
        "\ud83d\udc18\ud83d\udc12\ud83d\udc04\ud83d\udc16\ud83d\udc08\ud83d\udc0a"
            + "\ud83d\udc0b\ud83d\udc0d\ud83d\udc0e\ud83d\udc0f\ud83d\udc11\ud83d\udc13"
      })
  void takesAnyCharacters(String password) {
    assertThatCode(() -> rules.check("password", password, "ann@example.com"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128})
  void takesTheLong(int length) {
    String sentence = "nobody will guess that the Heron sleeps at 4 ".repeat(5);

    assertThatCode(() -> rules.check("password", sentence.substring(0, length), "ann@example.com"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "elevenchars",
        "kx7-Pq9!zT.",
        "kx7         Pq9",
        "ann.with.a.long.name@example.com",
        "ANN.WITH.A.LONG.NAME",
        "ann.with.a.long.name1",
        "with a NUL \0 in it",
        "half of a pair \ud83d here"
      })
  void refusesTheShortAndTheAddress(String password) {
    assertRefused(password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012",
        "passwordpassword",
        "Password1234",
        "P@ssw0rd1234",
        "Passw0rd2026",
        "iloveyou1234",
        "qwertyuiop123",
        "qwertyuiop[]",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc",
        "asdfghjkl123",
        "administrator",
        "Administrator1",
        "welcome12345",
        "football2026",
        "abcdefghijkl",
        "aaaaaaaaaaaa",
        "abababababab",
        "pappuspappus"
      })
  void refusesWhatIsTriedFirst(String password) {
    assertRefused(password);
  }

  private void assertRefused(String password) {
    assertThatThrownBy(() -> rules.check("password", password, "ann.with.a.long.name@example.com"))
        .isInstanceOf(DomainException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {129, 100_000})
  void refusesTheLong(int length) {
    assertThatThrownBy(() -> rules.check("password", "ab-".repeat(length / 3 + 1), "a@b"))
        .isInstanceOf(DomainException.class);
  }
}
