package dev.pappus.rest.pgyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.id.PublicId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HexKeyTest {

  @Test
  void readsWhatItWrites() {
    UUID key = PublicId.newKey();

    assertThat(HexKey.of(key)).matches("[0-9a-f]{32}");
    assertThat(HexKey.parse(HexKey.of(key))).contains(key);
    assertThat(HexKey.parse(HexKey.of(key).toUpperCase(Locale.ROOT))).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0",
        "0123456789abcdef0123456789abcdeg",
        "0123456789abcdef0123456789abcde\u0660",
        "01234567-89ab-cdef-0123-456789abcdef"
      })
  void knowsWhatIsNone(String text) {
    assertThat(HexKey.parse(text)).isEmpty();
  }
}
