package dev.pappus.rest.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinPathTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/bin/tok, -, tok, ''",
        "/bin/tok, a=1&b, tok, ?a=1&b",
        "/bin/tok/, -, tok, /",
        "/bin/tok/hook/%2e%2e/x, q=%00, tok, /hook/%2e%2e/x?q=%00",
        "/bin/tok;v=1/x, -, tok, ;v=1/x",
        "/pappus/bin/tok/bin/other, -, tok, /bin/other",
        "/bin/, -, '', ''",
        "/bin, -, '', ''"
      })
  void tellsTheTokenFromWhatFollows(String uri, String query, String token, String target) {
    assertThat(BinPath.of(uri, query)).isEqualTo(new BinPath(token, target));
  }

  @Test
  void readsABodyUpToTheLimit() throws IOException {
    assertThat(ReadBody.of(body(10), 10))
        .satisfies(read -> assertThat(read.kept()).hasSize(10))
        .returns(false, ReadBody::cut)
        .returns(true, ReadBody::ended);
    assertThat(ReadBody.of(body(11), 10))
        .satisfies(read -> assertThat(read.kept()).hasSize(10))
        .returns(true, ReadBody::cut)
        .returns(true, ReadBody::ended);
    assertThat(ReadBody.of(body(5), 0)).returns(true, ReadBody::cut);
  }

  @Test
  void leavesABodyWithoutEnd() throws IOException {
    assertThat(ReadBody.of(body(3 * 1024 * 1024), 10))
        .returns(true, ReadBody::cut)
        .returns(false, ReadBody::ended);
  }

  private static ByteArrayInputStream body(int length) {
    return new ByteArrayInputStream(new byte[length]);
  }
}
