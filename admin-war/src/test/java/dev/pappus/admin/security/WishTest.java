package dev.pappus.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.admin.security.Entrance.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {

  @Test
  void comesBackAsItWentAway() {
    Wish path = new Wish("/console/webhook/team.xhtml", false);
    Wish kept = new Wish(null, true);
    Wish none = new Wish(null, false);

    assertThat(Wish.read(path.text())).isEqualTo(path);
    assertThat(Wish.read(kept.text())).isEqualTo(kept);
    assertThat(Wish.read(none.text())).isEqualTo(none);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "continue"})
  void isAPathOfThisServer(String next) {
    Wish wish = new Wish(next, false);

    assertThat(wish.text()).isEqualTo(NextPage.HOME);
    assertThat(wish.query()).isEqualTo("?next=%2Fconsole%2Fapp%2Fapps.xhtml");
  }

  @Test
  void aPathThatNoCookieHoldsIsNoWish() {
    assertThat(new Wish("/" + "x".repeat(2000), false).text()).isEmpty();
  }

  @Test
  void saysInAnAddressWhatItIs() {
    assertThat(new Wish(null, true).query()).isEqualTo("?continue=true");
    assertThat(new Wish(null, false).query()).isEmpty();
  }
}
