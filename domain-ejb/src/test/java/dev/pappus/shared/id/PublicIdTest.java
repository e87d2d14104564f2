package dev.pappus.shared.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicIdTest {

  @Test
  void readsBackWhatItWrote() {
    UUID key = PublicId.newKey();

    String text = PublicId.format(IdKind.BUILD, key);

    assertThat(text).matches("bld_[0-7][0-9a-hjkmnp-tv-z]{25}");
    assertThat(PublicId.parse(IdKind.BUILD, text)).contains(key);
  }

  @Test
  void holdsTheSmallestAndTheLargestKey() {
    UUID smallest = new UUID(0, 0);
    UUID largest = new UUID(-1, -1);

    assertThat(PublicId.format(IdKind.APP, smallest)).isEqualTo("app_" + "0".repeat(26));
    assertThat(PublicId.format(IdKind.APP, largest)).isEqualTo("app_7" + "z".repeat(25));
    assertThat(PublicId.parse(IdKind.APP, "app_7" + "z".repeat(25))).contains(largest);
  }

  @Test
  void sortsByTheTimeItWasMade() {
    String first = PublicId.format(IdKind.EVENT, new UUID(0x0190_0000_0000_7000L, 0));
    String second = PublicId.format(IdKind.EVENT, new UUID(0x0190_0000_0001_7000L, 0));

    assertThat(first).isLessThan(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app_",
        "bld_01m87ss3y7e52s6hamb170zwp6",
        "app_81m87ss3y7e52s6hamb170zwp6",
        "app_01m87ss3y7e52s6hamb170zwp",
        "app_01m87ss3y7e52s6hamb170zwpu",
        "app_01M87SS3Y7E52S6HAMB170ZWP6",
        "app_01m87ss3y7e52s6hamb170zwp界"
      })
  void takesNothingElse(String text) {
    assertThat(PublicId.parse(IdKind.APP, text)).isEmpty();
  }
}
