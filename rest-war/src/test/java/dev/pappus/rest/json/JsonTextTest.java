package dev.pappus.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pappus.shared.Wish;
import dev.pappus.shared.problem.DomainException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableTypeAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  /** As a client sends it. */
  public record Sample(
      @Nullable String name,
      @Nullable Boolean enabled,
      @Nullable List<String> events,
      @Nullable JsonObject device,
      @Nullable Instant at,
      @Nullable Integer count,
      @Nullable Inner inner,
      @Nullable List<Inner> inners) {}

  /** As a PATCH brings it. */
  @Change
  public record SampleChange(@Nullable String name, @Nullable Wish<String> zone) {}

  /** As we show it. */
  public record Shown(
      String zebra,
      int ant,
      long bee,
      boolean cat,
      @Nullable String absent,
      Kind kind,
      Instant at,
      List<Inner> items,
      JsonObject facts) {}

  /** Within another. */
  public record Inner(String id) {}

  /** A choice. */
  public enum Kind {
    ONE
  }

  @Test
  void readsEveryKindOfMember() {
    String json =
        """
        {"name":"你好","enabled":false,"events":["a","b"],"device":{"n":1},
         "at":"2026-11-05T08:30:00+08:00","unknown":[1,2],
         "count":7,"inner":{"id":"x"},"inners":[{"id":"y"}]}""";

    Sample sample = read(json);

    assertThat(sample.name()).isEqualTo("你好");
    assertThat(sample.enabled()).isFalse();
    assertThat(sample.events()).containsExactly("a", "b");
    assertThat(sample.device()).isEqualTo(Json.createObjectBuilder().add("n", 1).build());
    assertThat(sample.at()).isEqualTo("2026-11-05T00:30:00Z");
    assertThat(sample.count()).isEqualTo(7);
    assertThat(sample.inner()).isEqualTo(new Inner("x"));
    assertThat(sample.inners()).containsExactly(new Inner("y"));
  }

  @Test
  void takesAbsentAndNullForAbsent() {
    assertThat(read("{\"name\":null}"))
        .isEqualTo(new Sample(null, null, null, null, null, null, null, null));
  }

  @Test
  void refusesNullInAChange() {
    assertThat(JsonText.read("{}".getBytes(UTF_8), SampleChange.class).name()).isNull();
    refusal()
        .isThrownBy(() -> JsonText.read("{\"name\":null}".getBytes(UTF_8), SampleChange.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "[]",
        "null",
        "\"text\"",
        "{} trailing",
        "{}{}",
        "{\"a\":1,}",
        "{'a':1}"
      })
  void refusesWhatIsNoJsonObject(String body) {
    assertThatCode(body).isEqualTo("json-invalid");
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    byte[] latin1 = {'{', '"', (byte) 0xe4, '"', ':', '1', '}'};

    refusal()
        .isThrownBy(() -> JsonText.read(latin1, Sample.class))
        .extracting(DomainException::code)
        .isEqualTo("json-invalid");
  }

  @Test
  void refusesNestingThatWouldExhaustTheStack() {
    assertThatCode("{\"a\":".repeat(100_000)).isEqualTo("json-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":5}",
        "{\"name\":{}}",
        "{\"enabled\":\"yes\"}",
        "{\"events\":\"a\"}",
        "{\"events\":[1]}",
        "{\"events\":[null]}",
        "{\"device\":[]}",
        "{\"at\":\"yesterday\"}",
        "{\"count\":1.5}",
        "{\"count\":\"1\"}",
        "{\"count\":99999999999}",
        "{\"inner\":[]}",
        "{\"inner\":{\"id\":1}}",
        "{\"inners\":{}}",
        "{\"inners\":[1]}",
        "{\"at\":\"2026-11-05T08:30:00\"}"
      })
  void refusesMembersOfTheWrongType(String body) {
    assertThatCode(body).isEqualTo("field-invalid");
  }

  @Test
  void tellsAbsentNullAndAValueApartWhereAMemberCanBeEmpty() {
    assertThat(change("{}").zone()).isNull();
    assertThat(change("{\"zone\":null}").zone()).isEqualTo(new Wish<>(null));
    assertThat(change("{\"zone\":\"UTC\"}").zone()).isEqualTo(new Wish<>("UTC"));
    refusal().isThrownBy(() -> change("{\"zone\":1}"));
  }

  private static SampleChange change(String json) {
    return JsonText.read(json.getBytes(UTF_8), SampleChange.class);
  }

  @Test
  void pointsAtTheMistakeInsideAList() {
    refusal()
        .isThrownBy(() -> read("{\"inners\":[{\"id\":\"a\"},{\"id\":2}]}"))
        .satisfies(e -> assertThat(e.facts().get("errors")).asString().contains("/inners/1/id"));
  }

  @Test
  void namesAllMistakesAtOnce() {
    refusal()
        .isThrownBy(() -> read("{\"name\":5,\"enabled\":\"yes\"}"))
        .satisfies(
            e ->
                assertThat(e.facts().get("errors"))
                    .asString()
                    .contains("/enabled", "/name", "must be true or false"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\\u0000b\"}",
        "{\"name\":\"a\\ud800b\"}",
        "{\"device\":{\"model\":\"\\u0000\"}}",
        "{\"device\":{\"a\\u0000\":1}}",
        "{\"events\":[\"\\u0000\"]}",
        "{\"unknown\":\"\\u0000\"}"
      })
  void refusesTextsThatNothingCouldStore(String body) {
    assertThatCode(body).isEqualTo("text-invalid");
  }

  @Test
  void writesMembersInTheirOrderWithNullForAbsent() {
    Shown shown =
        new Shown(
            "z",
            1,
            2,
            true,
            null,
            Kind.ONE,
            Instant.parse("2026-11-05T08:30:00Z"),
            List.of(new Inner("你")),
            Json.createObjectBuilder().add("k", "v").build());

    assertThat(new String(JsonText.write(shown), UTF_8))
        .isEqualTo(
            "{\"zebra\":\"z\",\"ant\":1,\"bee\":2,\"cat\":true,\"absent\":null,\"kind\":\"ONE\","
                + "\"at\":\"2026-11-05T08:30:00Z\",\"items\":[{\"id\":\"你\"}],"
                + "\"facts\":{\"k\":\"v\"}}");
  }

  private static Sample read(String json) {
    return JsonText.read(json.getBytes(UTF_8), Sample.class);
  }

  private static ThrowableTypeAssert<DomainException> refusal() {
    return assertThatExceptionOfType(DomainException.class);
  }

  private static org.assertj.core.api.ObjectAssert<String> assertThatCode(String body) {
    return refusal()
        .isThrownBy(() -> read(body))
        .actual()
        .code()
        .transform(org.assertj.core.api.Assertions::assertThatObject);
  }
}
