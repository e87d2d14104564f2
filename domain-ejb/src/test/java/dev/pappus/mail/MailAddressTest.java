package dev.pappus.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.problem.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "a.b+c@example.co.uk",
        "admin@localhost",
        "o'neill@example.com"
      })
  void readsAnAddress(String text) {
    assertThat(MailAddress.read("email", " " + text + " ")).isEqualTo(text);
  }

  @Test
  void readsADomainInOtherLetters() {
    assertThat(MailAddress.read("email", "ada@bücher.example"))
        .isEqualTo("ada@xn--bcher-kva.example");
    assertThat(MailAddress.read("email", "ada@例子.example")).startsWith("ada@xn--");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.com",
        "ada@",
        "ada@example.com\r\nBcc: eve@example.com",
        "ada@example.com\nBcc: eve@example.com",
        "ada\r\n@example.com",
        "ada@exam\0ple.com",
        "ada@example.com, eve@example.com",
        "ada@example.com,eve@example.com",
        "Ada <ada@example.com>",
        "<ada@example.com>",
        "ada@example.com (Ada)",
        "list:ada@example.com;",
        "ada @example.com",
        "ada@exa mple.com",
        "ada@@example.com",
        "ada@exam\u2028ple.com",
        "ädä@example.com",
        "ada@-example.com"
      })
  void refusesWhatIsNoneOrMore(String text) {
    assertThatThrownBy(() -> MailAddress.read("email", text))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining("email");
  }

  @Test
  void refusesWhatIsTooLong() {
    String text =
        "a".repeat(60) + "@" + "b".repeat(60) + "." + ("c".repeat(60) + ".").repeat(4) + "d";

    assertThatThrownBy(() -> MailAddress.read("email", text))
        .isInstanceOf(InvalidFieldException.class);
  }
}
