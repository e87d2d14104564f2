package dev.pappus.webhook.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventType;
import dev.pappus.shared.golden.GoldenFile;
import dev.pappus.shared.text.TextRules;
import dev.pappus.webhook.signing.SigningSecret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every connector promises, for every event and language; finds the connectors by itself. */
class ConnectorContractTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.pappus");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final SigningSecret SECRET =
      SigningSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  static Stream<Connector> connectors() {
    return plugIns(Connector.class).stream();
  }

  /** A full example of every event that the house raises. */
  static List<EventMessage> samples() {
    return plugIns(EventType.class).stream()
        .map(type -> type.sample(EventFixture.updateVersion().app()))
        .toList();
  }

  private static <T> List<T> plugIns(Class<T> port) {
    return PRODUCTION.stream()
        .filter(type -> type.isAssignableTo(port) && !type.isInterface())
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .map(type -> port.cast(instance(type.reflect())))
        .toList();
  }

  private static Object instance(Class<?> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  static Stream<Arguments> renderings() {
    return connectors()
        .flatMap(
            connector ->
                samples().stream()
                    .flatMap(
                        message ->
                            Stream.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)
                                .map(language -> Arguments.of(connector, message, language))));
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void rendersWhatItsGoldenFileHolds(Connector connector, EventMessage message, Locale language) {
    RenderedBody body = connector.render(message, new ConnectorSettings(language, SHANGHAI));

    GoldenFile.check(
        connector.getClass(),
        message.type() + "." + language.getLanguage() + ".json",
        body.bytes());
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void rendersAJsonObjectInUtf8(Connector connector, EventMessage message, Locale language)
      throws CharacterCodingException {
    RenderedBody body = connector.render(message, new ConnectorSettings(language, SHANGHAI));

    String text =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.bytes())).toString();
    JsonObject json = Json.createReader(new StringReader(text)).readObject();
    assertThat(json).isNotEmpty();
    assertThat(TextRules.isStorable(text)).isTrue();
    assertThat(text).doesNotContain("\\u");
    assertThat(body.contentType()).matches("application/([a-z]+\\+)?json; charset=utf-8");
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void rendersTheSameBytesEachTime(Connector connector, EventMessage message, Locale language) {
    ConnectorSettings settings = new ConnectorSettings(language, SHANGHAI);

    byte[] first = connector.render(message, settings).bytes();
    byte[] second = ((Connector) instance(connector.getClass())).render(message, settings).bytes();

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void rendersHostileNotesAsValidJson(Connector connector, EventMessage message, Locale language) {
    String hostile = "\"}\\ \u0000\u0001\u001f\u007f\u2028 </script> \ud83d\ude00 \t\r\n";
    EventMessage changed = EventFixture.with(message, message.build(), hostile);

    RenderedBody body = connector.render(changed, new ConnectorSettings(language, SHANGHAI));

    assertThat(Json.createReader(new ByteArrayInputStream(body.bytes())).readObject().toString())
        .contains("</script>");
    assertThat(body.bytes()).doesNotContain(0);
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void sealsWithTheHeadersOfStandardWebhooks(Connector connector) {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    OutboundRequest request =
        new OutboundRequest(URI.create("https://example.com/"), Map.of("pappus-event", "x"), body);
    SealContext context =
        new SealContext("evt_1", Instant.ofEpochSecond(1614265330), List.of(SECRET));

    OutboundRequest done = connector.seal(request, context);

    assertThat(done.headers())
        .containsEntry("webhook-id", "evt_1")
        .containsEntry("webhook-timestamp", "1614265330")
        .containsEntry("pappus-event", "x")
        .containsKey("webhook-signature");
    assertThat(done.body()).isEqualTo(body);
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void takesAnyTwoHundredForDelivered(Connector connector) {
    EndpointResponse response = new EndpointResponse(204, Map.of(), new byte[0], false);

    Verdict verdict = connector.judge(response);

    assertThat(verdict).isEqualTo(Verdict.DELIVERED);
  }
}
