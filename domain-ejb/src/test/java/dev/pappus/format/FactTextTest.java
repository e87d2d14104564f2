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
    assertThat(FactText.list(List.of("a", "b,c", "", " \n", "d\te"))).isEqualTo("a");
  }

  @Test
  void endsAListThatIsTooLongAtAWholeItem() {
    String list = FactText.list(Collections.nCopies(600, "entitlement"));

    assertThat(list).hasSizeBetween(3900, PackageFacts.MAX_LIST_LENGTH);
    assertThat(list).matches("(entitlement,)+…");
  }

  @Test
  void keepsAListWithinItsLimitWhateverTheItemsAre() {
    for (int length = 1; length < 300; length++) {
      String list = FactText.list(Collections.nCopies(100, "x".repeat(length)));

      assertThat(list.length()).isBetween(0, PackageFacts.MAX_LIST_LENGTH);
    }
  }
}
