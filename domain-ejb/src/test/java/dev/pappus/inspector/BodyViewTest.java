package dev.pappus.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.inspector.HeaderLines.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyViewTest {

  private static CapturedRequest request(String mediaType, String body) {
    return new CapturedRequest(
        "POST",
        "",
        "",
        HeaderLines.of(List.of(new Header("Content-Type", mediaType))),
        body.getBytes(StandardCharsets.UTF_8),
        false);
  }

  @Test
  void indentsJsonWhateverItsMediaType() {
    assertThat(BodyView.pretty(request("", "{\"name\":\"蒲公英\",\"n\":[1,2.50]}")).orElseThrow())
        .contains("\n")
        .contains("\"name\": \"蒲公英\"")
        .contains("2.50");
  }

  @Test
  void showsAFormLineByLine() {
    assertThat(
            BodyView.pretty(
                request(
                    "application/x-www-form-urlencoded; charset=utf-8", "a=1+2&b=%E8%92%B2&c&d=%")))
        .contains("a = 1 2\nb = 蒲\nc\nd = %");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "{\"cut\":", "{} {}", "{]", "\"text\"", "12"})
  void leavesEverythingElseAsItIs(String body) {
    assertThat(BodyView.pretty(request("application/json", body))).isEmpty();
  }

  @Test
  void bearsWhatIsNestedTooDeep() {
    assertThat(BodyView.pretty(request("application/json", "[".repeat(60_000)))).isEmpty();
    assertThat(
            BodyView.pretty(request("application/json", "[".repeat(20_000) + "]".repeat(20_000))))
        .isEmpty();
  }

  @Test
  void doesNotTakeBytesForText() {
    byte[] bytes = {'a', 0, (byte) 0xff};

    assertThat(BodyView.exactText(bytes)).isEmpty();
    assertThat(BodyView.text(bytes)).isEqualTo("a\ufffd\ufffd");
    assertThat(BodyView.exactText("蒲".getBytes(StandardCharsets.UTF_8))).contains("蒲");
  }

  @Test
  void keepsTheBytesOfHeadersHoweverAServerReadThem() {
    String asLatin1 =
        new String("蒲公英".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    HeaderLines lines =
        HeaderLines.of(
            List.of(
                new Header("x-one", asLatin1),
                new Header("X-Two", "蒲公英"),
                new Header("x-three", "a\r\nx-four: b")));

    assertThat(lines.all())
        .containsExactly(
            new Header("x-one", "蒲公英"),
            new Header("X-Two", "蒲公英"),
            new Header("x-three", "a  x-four: b"));
    assertThat(lines.first("x-two")).isEqualTo("蒲公英");
    assertThat(lines.first("x-four")).isEmpty();
  }

  @Test
  void cutsHeadersAtALine() {
    HeaderLines lines =
        HeaderLines.of(
            List.of(
                new Header("a", "1"), new Header("b", "x".repeat(20_000)), new Header("c", "2")));

    assertThat(lines.cut()).isTrue();
    assertThat(lines.all()).containsExactly(new Header("a", "1"));
  }
}
