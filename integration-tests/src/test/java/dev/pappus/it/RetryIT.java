package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The schedule of the build is 1 s, 2 s, 4 s, 8 s without jitter. */
@ExtendWith(ArquillianExtension.class)
class RetryIT {
  private final ApiClient api = ApiClient.administrator();

  @Test
  void triesAgainAtTheScheduledTimesUntilTheReceiverTakesIt() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(503, 503, 200)) {
      app.addWebhook(receiver.url());

      app.sendFeedback("one delivery, three attempts");

      List<JsonObject> deliveries = app.settledDeliveries(1);
      assertThat(deliveries).hasSize(1);
      JsonObject delivery = read(deliveries.get(0));
      assertThat(delivery.getString("status")).isEqualTo("DELIVERED");
      assertThat(delivery.getInt("attemptCount")).isEqualTo(3);
      JsonArray attempts = delivery.getJsonArray("attempts");
      assertThat(attempts.getValuesAs(a -> a.asJsonObject().getInt("httpStatus")))
          .containsExactly(503, 503, 200);
      assertThat(attempts.getValuesAs(a -> a.asJsonObject().getInt("number")))
          .containsExactly(1, 2, 3);

      List<Receiver.Call> calls = receiver.calls();
      assertThat(calls).extracting(c -> c.header("pappus-attempt")).containsExactly("1", "2", "3");
      assertThat(calls)
          .extracting(c -> c.header("webhook-id"))
          .containsOnly(delivery.getString("eventId"));
      assertThat(calls)
          .extracting(c -> c.header("pappus-delivery"))
          .containsOnly(delivery.getString("id"));
      assertThat(calls).extracting(Receiver.Call::body).containsOnly(calls.get(0).body());
      assertGap(attempts, 0, Duration.ofSeconds(1));
      assertGap(attempts, 1, Duration.ofSeconds(2));
    }
  }

  /** Never early; late only by what the pump and a busy machine take. */
  private static void assertGap(JsonArray attempts, int index, Duration planned) {
    Instant end =
        startedAt(attempts, index)
            .plusMillis(attempts.getJsonObject(index).getJsonNumber("durationMs").longValue());
    Instant next = startedAt(attempts, index + 1);

    assertThat(next).isAfterOrEqualTo(end.plus(planned).minusMillis(50));
    assertThat(next).isCloseTo(end.plus(planned), within(1500, ChronoUnit.MILLIS));
  }

  private static Instant startedAt(JsonArray attempts, int index) {
    return Instant.parse(attempts.getJsonObject(index).getString("startedAt"));
  }

  @Test
  void settlesAnAnswerThatHoldsAByteOfZero() {
    TestApp app = TestApp.uploaded();
    byte[] answer = "before\0after \u00ff".getBytes(StandardCharsets.ISO_8859_1);
    try (WebhookReceiver receiver = WebhookReceiver.answeringWith(answer, 500, 200)) {
      app.addWebhook(receiver.url());

      app.sendFeedback("for a strange receiver");

      JsonObject delivery = read(app.settledDeliveries(1).get(0));
      assertThat(delivery.getString("status")).isEqualTo("DELIVERED");
      assertThat(delivery.getJsonArray("attempts")).hasSize(2);
      assertThat(delivery.getJsonArray("attempts").getJsonObject(0).getString("responseBody"))
          .startsWith("before")
          .contains("after")
          .doesNotContain("\0");
    }
  }

  @Test
  void failsADeliveryWhoseScheduleIsUsedUp() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(500, 500, 500, 500, 500)) {
      app.addWebhook(receiver.url());

      app.sendFeedback("nobody wants it");

      JsonObject delivery = read(app.settledDeliveries(1).get(0));
      assertThat(delivery.getString("status")).isEqualTo("FAILED");
      assertThat(delivery.getInt("attemptCount")).isEqualTo(5);

      JsonObject again = api.post(path(delivery) + "/resend").expect(202);

      assertThat(again.getString("resendOf")).isEqualTo(delivery.getString("id"));
      assertThat(TestApp.calls(receiver, 6).get(5).header("webhook-id"))
          .isEqualTo(delivery.getString("eventId"));
    }
  }

  private JsonObject read(JsonObject delivery) {
    return api.get(path(delivery)).expect(200);
  }

  private static String path(JsonObject delivery) {
    return "/api/v1/deliveries/" + delivery.getString("id");
  }
}
