package dev.pappus.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void namesOnlyWhatDiffers() {
    assertThat(
            Difference.between(
                "{\"name\":\"a\",\"url\":\"x\",\"events\":[\"b\"]}",
                "{\"name\":\"a\",\"url\":\"y\",\"events\":[\"b\",\"c\"]}"))
        .containsExactly(
            new Difference("url", "x", "y"), new Difference("events", "[\"b\"]", "[\"b\",\"c\"]"));
  }

  @Test
  void showsAllOfWhatIsNewOrGone() {
    assertThat(Difference.between(null, "{\"name\":\"a\",\"slug\":null}"))
        .containsExactly(new Difference("name", "", "a"));
    assertThat(Difference.between("{\"name\":\"a\"}", null))
        .containsExactly(new Difference("name", "a", ""));
    assertThat(Difference.between(null, null)).isEmpty();
  }
}
