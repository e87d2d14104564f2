package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactTextTest {

  @Test
  void joinsAListWithCommas() {
    assertThat(FactText.list(List.of("1", "2"))).isEqualTo("1,2");
    assertThat(FactText.list(List.of())).isEmpty();
  }

  @Test
  void leavesOutItemsThatWouldSpoilAList() {
    assertThat(FactText.list(List.of("a", "b,c", "", " \n", "d\te"))).isEqualTo("a,d e");
  }

  @Test
  void endsAListThatIsTooLongAtAWholeItem() {
    String list = FactText.list(Collections.nCopies(60, "entitlement"));

    assertThat(list).hasSizeBetween(240, PackageFacts.MAX_TEXT_LENGTH);
    assertThat(list).matches("(entitlement,)+…");
  }

  @Test
  void keepsAListWithinItsLimitWhateverTheItemsAre() {
    for (int length = 1; length < 300; length++) {
      String list = FactText.list(Collections.nCopies(5, "x".repeat(length)));

      assertThat(list.length()).isBetween(1, PackageFacts.MAX_TEXT_LENGTH);
    }
  }
}
