package dev.pappus.webhook.connector.pgyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.shared.golden.GoldenFile;
import dev.pappus.webhook.connector.ConnectorSettings;
import dev.pappus.webhook.connector.EventFixture;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PgyerConnectorTest {
  private static final ConnectorSettings SHANGHAI =
      new ConnectorSettings(Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));

  private final PgyerConnector connector = new PgyerConnector();

  static Stream<EventMessage> events() {
    return EventFixture.all().stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void equalsThePublishedBodyMemberByMember(EventMessage message) throws IOException {
    Path published =
        Path.of(System.getProperty("pappus.shared", "../../shared"), "payloads")
            .resolve(message.type() + ".json");
    assumeTrue(Files.exists(published), "needs the published payloads");

    JsonObject rendered = render(message, SHANGHAI);

    try (InputStream in = Files.newInputStream(published)) {
      JsonObject expected = Json.createReader(in).readObject();
      assertThat(rendered.keySet()).containsExactlyElementsOf(expected.keySet());
      assertThat(rendered.entrySet()).containsExactlyElementsOf(expected.entrySet());
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void keepsTheClassicBodyToTheByte(EventMessage message) {
    for (Locale language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      byte[] bytes =
          connector
              .render(message, new ConnectorSettings(language, ZoneId.of("Asia/Shanghai")))
              .bytes();

      GoldenFile.check(
          PgyerConnector.class,
          "classic." + message.type() + "." + language.getLanguage() + ".json",
          bytes);
    }
  }

  @Test
  void writesCompactJsonWithoutEscapes() {
    byte[] bytes = connector.render(EventFixture.updateVersion(), SHANGHAI).bytes();

    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .startsWith("{\"action\":\"App Update\",\"title\":\"OooPlay\",\"link\":\"http://")
        .contains("\"timestamp\":1444361118,\"appsize\":\"2238036\"")
        .endsWith("\"notes\":\"修复了一些小弱智的小bug\"}");
  }

  @Test
  void speaksChineseToEveryKindOfChinese() {
    Stream<Locale> locales =
        Stream.of("zh", "zh-CN", "zh-Hans-CN", "zh-TW").map(Locale::forLanguageTag);

    Stream<String> actions =
        locales.map(
            locale ->
                render(EventFixture.feedback(), new ConnectorSettings(locale, ZoneId.of("UTC")))
                    .getString("action"));

    assertThat(actions).containsOnly("应用反馈");
  }

  @Test
  void tellsLocalTimeOfTheWebhooksZone() {
    ConnectorSettings newYork =
        new ConnectorSettings(Locale.ENGLISH, ZoneId.of("America/New_York"));

    JsonObject body = render(EventFixture.feedback(), newYork);

    assertThat(body.getString("created")).isEqualTo("2015-10-08 23:25:16");
    assertThat(body.getInt("timestamp")).isEqualTo(1444361118);
  }

  @Test
  void saysNothingAboutABuildThatNobodyKnows() {
    EventMessage message =
        EventFixture.with(EventFixture.feedback(), EventBuild.unknown("", ""), "Hello");

    JsonObject body = render(message, SHANGHAI);

    assertThat(body.getString("os_version")).isEmpty();
    assertThat(body.getString("build_version")).isEqualTo("0");
    assertThat(body.getString("appsize")).isEqualTo("0");
  }

  @Test
  void cutsNotesAtACharacterWithinFourKibibytes() {
    String notes = "a" + "汉".repeat(1364) + "😀".repeat(10);

    JsonObject body =
        render(
            EventFixture.with(EventFixture.crashlog(), EventFixture.crashlog().build(), notes),
            SHANGHAI);

    assertThat(body.getString("notes")).isEqualTo("a" + "汉".repeat(1364));
    assertThat(body.getString("notes").getBytes(StandardCharsets.UTF_8)).hasSize(4093);
  }

  private JsonObject render(EventMessage message, ConnectorSettings settings) {
    byte[] bytes = connector.render(message, settings).bytes();
    return Json.createReader(new ByteArrayInputStream(bytes)).readObject();
  }
}
