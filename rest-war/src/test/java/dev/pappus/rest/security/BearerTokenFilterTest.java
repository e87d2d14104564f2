package dev.pappus.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenFilterTest {

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc.-_~+/=", "bearer abc.-_~+/=", "BEARER  abc.-_~+/= "})
  void findsTheToken(String header) {
    assertThat(BearerTokenFilter.tokenIn(header)).contains("abc.-_~+/=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "abc", "Bearer \u00e4"})
  void findsNoneElsewhere(String header) {
    assertThat(BearerTokenFilter.tokenIn(header)).isEmpty();
  }

  @Test
  void findsNoneWithoutAHeader() {
    assertThat(BearerTokenFilter.tokenIn(null)).isEmpty();
  }
}
