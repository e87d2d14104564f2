package dev.pappus.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedTokenTest {
  private static Optional<String> in(Map<String, String> headers) {
    return PresentedToken.in(headers::get);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc.-_~+/=", "bearer abc.-_~+/=", "BEARER  abc.-_~+/= "})
  void findsTheToken(String header) {
    assertThat(in(Map.of("Authorization", header))).contains("abc.-_~+/=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "abc", "Bearer \u00e4"})
  void findsNoneElsewhere(String header) {
    assertThat(in(Map.of("Authorization", header))).isEmpty();
  }

  @Test
  void findsTheTokenInAHeaderOfItsOwn() {
    assertThat(in(Map.of("X-API-Key", " abc.-_~+/="))).contains("abc.-_~+/=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "Bearer abc", "\u00e4"})
  void findsNoneInAHeaderThatHoldsMore(String header) {
    assertThat(in(Map.of("X-API-Key", header))).isEmpty();
  }

  @Test
  void goesByTheFirstHeaderThatIsThere() {
    assertThat(in(Map.of("Authorization", "Bearer one", "X-API-Key", "two"))).contains("one");
    assertThat(in(Map.of("Authorization", "Basic YTpi", "X-API-Key", "two"))).isEmpty();
  }

  @Test
  void findsNoneWithoutAHeader() {
    assertThat(in(Map.of())).isEmpty();
  }
}
