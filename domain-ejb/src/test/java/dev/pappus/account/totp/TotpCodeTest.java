package dev.pappus.account.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpCodeTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:10Z");

  /** RFC 6238, appendix B; of eight digits the last six. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void makesTheCodesOfTheStandard(long seconds, String code) {
    assertThat(TotpCode.of(SECRET, TotpCode.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(longs = {-30, 0, 30})
  void takesTheCodesAroundNow(long seconds) {
    long step = TotpCode.step(NOW.plusSeconds(seconds));

    assertThat(TotpCode.match(SECRET, TotpCode.of(SECRET, step), NOW)).hasValue(step);
  }

  @ParameterizedTest
  @ValueSource(longs = {-86400, -60, 60, 3600})
  void refusesThoseOfClocksThatGoTooWrong(long seconds) {
    long step = TotpCode.step(NOW.plusSeconds(seconds));

    assertThat(TotpCode.match(SECRET, TotpCode.of(SECRET, step), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "12345", "1234567", "abcdef", "٢٣٤٥٦٧", "\0\0\0\0\0\0"})
  void refusesWhatIsNoCode(String code) {
    assertThat(TotpCode.match(SECRET, code, NOW)).isEmpty();
  }

  @Test
  void writesTheSecretInBase32() {
    assertThat(TotpCode.text(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(TotpCode.read("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")).isEqualTo(SECRET);
  }
}
