package dev.pappus.admin.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyPartTest {

  @Test
  void makesLinksOfAddressesAndKeepsAllText() {
    assertThat(BodyPart.of("Open\nhttps://a.example/x?y=1\n<b>now</b>"))
        .containsExactly(
            new BodyPart("Open\n", false),
            new BodyPart("https://a.example/x?y=1", true),
            new BodyPart("\n<b>now</b>", false));
    assertThat(BodyPart.of("")).isEmpty();
  }

  @Test
  void makesNoLinkOfAScript() {
    assertThat(BodyPart.of("javascript:alert(1) data:text/html,x")).noneMatch(BodyPart::link);
  }
}
