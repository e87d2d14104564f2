package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.webhook.connector.Verdict;
import dev.pappus.webhook.endpoint.ForbiddenEndpointException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryWordsTest {

  static Stream<Locale> languages() {
    return Stream.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);
  }

  private static ResourceBundle labels(Locale language) {
    return ResourceBundle.getBundle(
        "dev.pappus.delivery.labels",
        language,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void hasASentenceForEverythingThatCanHappen(Locale language) {
    ResourceBundle labels = labels(language);

    assertThat(Stream.of(AttemptOutcome.values()).map(outcome -> "outcome." + outcome.name()))
        .allMatch(labels::containsKey);
    assertThat(Stream.of(Waiting.Reason.values()).map(reason -> "waiting." + reason.wireName()))
        .allMatch(labels::containsKey);
    assertThat(Stream.of(SkipReason.values()).map(reason -> "skip." + reason.wireName()))
        .allMatch(labels::containsKey);
    assertThat(Stream.of(NextAttempt.Why.values()).map(why -> "next." + why.wireName()))
        .allMatch(labels::containsKey);
  }

  @Test
  void speaksBothLanguagesCompletely() {
    assertThat(labels(Locale.SIMPLIFIED_CHINESE).keySet())
        .isEqualTo(labels(Locale.ENGLISH).keySet());
    assertThat(labels(Locale.ENGLISH).keySet())
        .allSatisfy(key -> assertThat(labels(Locale.ENGLISH).getString(key)).doesNotContain("'"));
  }

  @Test
  void countsFailuresInWords() {
    DeliveryWords words = DeliveryWords.in(Locale.ENGLISH);

    assertThat(words.health(true, health(1))).isEqualTo("The last attempt failed.");
    assertThat(words.health(true, health(3))).isEqualTo("The last 3 attempts failed.");
    assertThat(words.health(false, health(3))).isEqualTo("It is switched off.");
    assertThat(words.health(true, WebhookHealth.UNKNOWN)).isEqualTo("Nothing has been sent yet.");
  }

  private static WebhookHealth health(int failures) {
    return new WebhookHealth(
        AttemptOutcome.HTTP_ERROR,
        EngineFixture.START,
        null,
        failures,
        EngineFixture.START,
        Circuit.CLOSED,
        null,
        null);
  }

  @Test
  void saysWhatToDoByTheStatus() {
    assertThat(said(301)).contains("redirect").contains("301");
    assertThat(said(403)).contains("did not let us in");
    assertThat(said(404)).contains("nothing at this address");
    assertThat(said(429)).contains("fewer calls");
    assertThat(said(503)).contains("The endpoint failed (status 503)");
    assertThat(said(422)).contains("refused it with status 422");
  }

  private static String said(int status) {
    return DeliveryWords.in(Locale.ENGLISH)
        .outcome(
            new Attempt(
                EngineFixture.KEY,
                EngineFixture.KEY,
                1,
                EngineFixture.START,
                java.time.Duration.ofMillis(5),
                AttemptOutcome.HTTP_ERROR,
                null,
                false,
                null,
                new Exchange("http://x", "", null, status, null, null, false, Timings.NONE)));
  }

  @Test
  void keepsAReasonItDoesNotKnow() {
    assertThat(DeliveryWords.in(Locale.ENGLISH).reason("new-one")).isEqualTo("new-one");
  }

  private static String told(Locale language, String english) {
    return DeliveryWords.in(language).told(english, time -> "<" + time + ">");
  }

  @Test
  void saysEverySentenceThatTheEngineWritesDownInChinese() {
    ResourceBundle english = labels(Locale.ENGLISH);
    ResourceBundle chinese = labels(Locale.SIMPLIFIED_CHINESE);

    assertThat(english.keySet().stream().filter(key -> key.startsWith("told.")))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            key -> {
              String written =
                  MessageFormat.format(english.getString(key), "a", "b", "c").replace('’', '\'');
              assertThat(told(Locale.SIMPLIFIED_CHINESE, written))
                  .isEqualTo(MessageFormat.format(chinese.getString(key), "a", "b", "c"));
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 404, 410, 418, 429, 500, 503})
  void saysWhatAnAnswerMeansInChinese(int status) {
    String written = Verdict.ofStatus(status).text();

    assertThat(told(Locale.SIMPLIFIED_CHINESE, written))
        .startsWith("接收端应答 " + status)
        .doesNotContain("endpoint");
  }

  @Test
  void saysInChineseHowANetworkIsOpened() {
    String written = ForbiddenEndpointException.sentence("ci.example leads to a private address");

    assertThat(told(Locale.SIMPLIFIED_CHINESE, written))
        .contains("ci.example 指向", "允许的网络", "pappus.webhook.allowed-networks");
  }

  @Test
  void showsTimesAsTheReaderIsUsedToThem() {
    assertThat(told(Locale.ENGLISH, "since 2026-11-24T10:00:00Z"))
        .isEqualTo("since <2026-11-24T10:00:00Z>");
    assertThat(told(Locale.SIMPLIFIED_CHINESE, "since 2026-11-24T10:00:00Z"))
        .isEqualTo("自 <2026-11-24T10:00:00Z> 起");
  }

  @Test
  void leavesTheWordsOfOthersAsTheyStand() {
    assertThat(told(Locale.SIMPLIFIED_CHINESE, "errcode 310000: keywords not in content"))
        .isEqualTo("errcode 310000: keywords not in content");
  }
}
