package dev.pappus.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.text.Languages;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTemplateTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "server", "https://pappus.example.com/",
          "team", "Acme",
          "inviter", "Ada",
          "link", "https://pappus.example.com/invitations/x",
          "until", "2026-12-01",
          "name", "CI",
          "detail", "503");

  @ParameterizedTest
  @EnumSource
  void hasItsTextsInEveryLanguage(MailTemplate template) {
    for (Locale language : Languages.SPOKEN) {
      MailMessage message = template.in(language, "ada@example.com", VALUES);

      assertThat(message.subject()).isNotBlank().doesNotContain("{", "\n");
      assertThat(message.body()).isNotBlank().doesNotContain("{");
    }
    assertThat(template.in(Locale.SIMPLIFIED_CHINESE, "ada@example.com", VALUES).subject())
        .isNotEqualTo(template.in(Locale.ENGLISH, "ada@example.com", VALUES).subject());
  }

  @Test
  void speaksOfWhatItIsGiven() {
    MailMessage message = MailTemplate.INVITATION.in(Locale.ENGLISH, "ada@example.com", VALUES);

    assertThat(message.subject()).isEqualTo("Ada invites you to Acme on Pappus");
    assertThat(message.body()).contains("\nhttps://pappus.example.com/invitations/x\n");
  }

  @Test
  void letsNoNameBeginALineOfItsOwn() {
    Map<String, String> evil = new HashMap<>(VALUES);
    evil.put("team", "Acme\r\nBcc: eve@example.com\r\n\r\nhttps://evil.example.com\u2028x");

    MailMessage message = MailTemplate.INVITATION.in(Locale.ENGLISH, "ada@example.com", evil);

    assertThat(message.subject())
        .isEqualTo(
            "Ada invites you to Acme Bcc: eve@example.com https://evil.example.com x on Pappus");
    assertThat(message.body().lines()).noneMatch(line -> line.startsWith("Bcc:"));
    assertThat(message.body().lines()).noneMatch(line -> line.startsWith("https://evil"));
  }

  @Test
  void takesNoValueForANameInAValue() {
    Map<String, String> odd = new HashMap<>(VALUES);
    odd.put("team", "{link} $1 \\");

    assertThat(MailTemplate.INVITATION.in(Locale.ENGLISH, "ada@example.com", odd).subject())
        .isEqualTo("Ada invites you to {link} $1 \\ on Pappus");
  }

  @Test
  void wantsEveryValue() {
    assertThatThrownBy(() -> MailTemplate.TEST.in(Locale.ENGLISH, "ada@example.com", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("server");
  }
}
