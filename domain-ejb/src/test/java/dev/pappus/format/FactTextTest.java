package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  @Test
  void keepsNamesInOtherLanguagesThatDiffer() {
    Map<String, String> labels = new TreeMap<>();
    labels.put("de", "Wetter");
    labels.put("en", "Weather");
    labels.put("zh-Hans", "天气");
    labels.put("<b>", "Markup");
    labels.put("x".repeat(36), "Long");

    Map<String, String> facts = new TreeMap<>();
    FactText.putLabels(facts, labels, "Weather");

    assertThat(facts)
        .isEqualTo(
            Map.of("label.de", "Wetter", "label.zh-Hans", "天气", "labelLocales", "de,zh-Hans"));
  }

  @Test
  void keepsNamesInAsManyLanguagesAsFactsHaveRoomFor() {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      labels.put("x" + i, "x".repeat(i < 10 ? 256 : 255));
    }

    Map<String, String> facts = new TreeMap<>();
    FactText.putLabels(facts, labels, null);

    assertThat(facts).hasSize(41).doesNotContainKey("label.x1");
  }
}
