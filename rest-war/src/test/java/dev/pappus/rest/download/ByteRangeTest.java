package dev.pappus.rest.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9, 0, 9",
    "bytes=90-, 90, 99",
    "bytes=90-500, 90, 99",
    "bytes=-10, 90, 99",
    "bytes=-500, 0, 99",
    "bytes = 5-5, 5, 5"
  })
  void readsASingleRange(String header, long first, long last) {
    assertThat(ByteRange.parse(header, 100)).contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-1,5-6",
        "bytes=-",
        "bytes=9-3",
        "items=0-1",
        "bytes=a-b",
        "bytes=99999999999999999999-",
        ""
      })
  void ignoresWhatItCannotRead(String header) {
    assertThat(ByteRange.parse(header, 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void knowsWhatDoesNotExist(String header) {
    ByteRange range = ByteRange.parse(header, 100).orElseThrow();

    assertThat(range.satisfiable()).isFalse();
    assertThat(range.contentRange(100)).isEqualTo("bytes */100");
  }

  @Test
  void offersAnyFileNameSafely() {
    String disposition = DownloadAnswers.disposition("发布\"1\r\n.apk");

    assertThat(disposition)
        .isEqualTo(
            "attachment; filename=\"___1__.apk\";"
                + " filename*=UTF-8''%E5%8F%91%E5%B8%83%221%0D%0A.apk");
  }
}
