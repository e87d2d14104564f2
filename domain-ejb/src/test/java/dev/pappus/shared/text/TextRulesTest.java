package dev.pappus.shared.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.problem.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\ud800", "x\udc00y"})
  void refusesWhatCannotBeStored(String text) {
    assertThatThrownBy(() -> TextRules.optional("notes", text, 10))
        .isInstanceOf(InvalidTextException.class);
  }

  @Test
  void takesEverythingElseAsItIs() {
    assertThat(TextRules.optional("notes", "修复了\n<b>🌬\u0001", 20)).isEqualTo("修复了\n<b>🌬\u0001");
  }

  @Test
  void refusesWhatIsTooLongOrBlank() {
    assertThatThrownBy(() -> TextRules.optional("name", "abcd", 3))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> TextRules.required("name", " \n", 3))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void cutsAtTheBorderOfACharacter() {
    assertThat(TextRules.cut("ab修复", 4)).isEqualTo("ab");
    assertThat(TextRules.cut("ab修复", 5)).isEqualTo("ab修");
    assertThat(TextRules.cut("🌬", 3)).isEmpty();
    assertThat(TextRules.cut("🌬", 4)).isEqualTo("🌬");
  }
}
