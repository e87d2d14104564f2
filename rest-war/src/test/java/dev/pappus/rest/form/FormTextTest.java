package dev.pappus.rest.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormTextTest {

  @Test
  void readsFieldsAsBrowsersWriteThem() {
    assertThat(FormText.read("a=1&b=%E8%92%B2+%2B&c&=d&&e=x=y"))
        .containsEntry("a", "1")
        .containsEntry("b", "蒲 +")
        .containsEntry("c", "")
        .containsEntry("e", "x=y")
        .hasSize(5);
  }

  @Test
  void takesTheFirstOfSeveral() {
    assertThat(FormText.read("a=1&a=2")).containsEntry("a", "1");
  }

  @Test
  void leavesAWrongEscapeAsItIs() {
    assertThat(FormText.read("a=100%&b=%zz")).containsEntry("a", "100%").containsEntry("b", "%zz");
  }
}
